package uk.tocsin.partnerfanout.pull;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/**
 * How far a reader has come in an inbox: {@code partition-offset}, and for an inbox of several partitions one such pair
 * each, joined by full stops. A partition that is not named has not been read at all, so it is read from its beginning. Behind a
 * tilde stands where this reader began, {@code partition-offset~begin}: who gives that back says what it has taken.
 *
 * @param last the last offset read, by partition
 * @param begin the first offset read, by partition; absent where nothing was read yet, or that is not known
 */
record InboxCursor(SortedMap<Integer, Long> last, SortedMap<Integer, Long> begin) {

    private static final String NOTHING_READ = "start";
    private static final String PAIR = "\\d{1,5}-\\d{1,18}(~\\d{1,18})?";
    private static final Pattern WRITTEN = Pattern.compile(PAIR + "(\\." + PAIR + "){0,99}");

    InboxCursor {
        last = new TreeMap<>(last);
        begin = new TreeMap<>(begin);
    }

    /** Nothing has been read. */
    static InboxCursor start() {
        return new InboxCursor(new TreeMap<>(), new TreeMap<>());
    }

    /** Reads what {@link #written()} wrote; anything else is empty. */
    static Optional<InboxCursor> read(String text) {
        if (text.equals(NOTHING_READ)) {
            return Optional.of(start());
        }
        if (!WRITTEN.matcher(text).matches()) {
            return Optional.empty();
        }
        InboxCursor read = start();
        for (String pair : text.split("\\.", -1)) {
            int hyphen = pair.indexOf('-');
            int tilde = pair.indexOf('~');
            int partition = Integer.parseInt(pair.substring(0, hyphen));
            long last = Long.parseLong(pair.substring(hyphen + 1, tilde < 0 ? pair.length() : tilde));
            read.last.put(partition, last);
            if (tilde >= 0) {
                read.begin.put(partition, Long.valueOf(pair.substring(tilde + 1)));
            }
        }
        boolean forwards = read.begin.entrySet().stream()
                .allMatch(begun -> begun.getValue() <= read.last.getOrDefault(begun.getKey(), -1L));
        return forwards ? Optional.of(read) : Optional.empty();
    }

    /** Everything before these offsets is left aside. */
    static InboxCursor before(Map<Integer, Long> next) {
        SortedMap<Integer, Long> last = new TreeMap<>();
        next.forEach((partition, offset) -> {
            if (offset > 0) {
                last.put(partition, offset - 1);
            }
        });
        return new InboxCursor(last, new TreeMap<>());
    }

    /** The id by which one goes on behind a record, without a word of what stands before it. */
    static String at(InboxRecord record) {
        return record.partition() + "-" + record.offset();
    }

    /** The cursor after one more record. */
    InboxCursor after(int partition, long offset) {
        var moved = new InboxCursor(last, begin);
        moved.begin.putIfAbsent(partition, next(partition).orElse(0L));
        moved.last.put(partition, offset);
        return moved;
    }

    /** The offset to read next, or empty where the partition has not been read. */
    Optional<Long> next(int partition) {
        return Optional.ofNullable(last.get(partition)).map(offset -> offset + 1);
    }

    /** From where on this reader has been given everything up to {@link #next}, or empty where it has been given nothing. */
    Optional<Long> begin(int partition) {
        return Optional.ofNullable(begin.get(partition));
    }

    /** The cursor as the id of a server-sent event. */
    String written() {
        if (last.isEmpty()) {
            return NOTHING_READ;
        }
        return last.entrySet().stream()
                .map(entry -> entry.getKey() + "-" + entry.getValue()
                        + begin(entry.getKey()).map(began -> "~" + began).orElse(""))
                .collect(Collectors.joining("."));
    }
}
