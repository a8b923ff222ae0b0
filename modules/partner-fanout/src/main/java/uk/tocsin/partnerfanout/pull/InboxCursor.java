package uk.tocsin.partnerfanout.pull;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far a reader has come in an inbox: {@code partition-offset}, and for an inbox of several partitions one such pair
 * each, joined by full stops. A partition that is not named has not been read at all, so it is read from its beginning.
 *
 * @param last the last offset read, by partition
 */
record InboxCursor(SortedMap<Integer, Long> last) {

    private static final String NOTHING_READ = "start";
    private static final Pattern WRITTEN = Pattern.compile("\\d{1,5}-\\d{1,18}(\\.\\d{1,5}-\\d{1,18}){0,99}");

    InboxCursor {
        last = new TreeMap<>(last);
    }

    /** Nothing has been read. */
    static InboxCursor start() {
        return new InboxCursor(new TreeMap<>());
    }

    /** Reads what {@link #written()} wrote; anything else is empty. */
    static Optional<InboxCursor> read(String text) {
        if (text.equals(NOTHING_READ)) {
            return Optional.of(start());
        }
        if (!WRITTEN.matcher(text).matches()) {
            return Optional.empty();
        }
        SortedMap<Integer, Long> last = new TreeMap<>();
        for (String pair : text.split("\\.", -1)) {
            int hyphen = pair.indexOf('-');
            last.put(Integer.valueOf(pair.substring(0, hyphen)), Long.valueOf(pair.substring(hyphen + 1)));
        }
        return Optional.of(new InboxCursor(last));
    }

    /** Everything before these offsets has been read. */
    static InboxCursor before(Map<Integer, Long> next) {
        SortedMap<Integer, Long> last = new TreeMap<>();
        next.forEach((partition, offset) -> {
            if (offset > 0) {
                last.put(partition, offset - 1);
            }
        });
        return new InboxCursor(last);
    }

    /** The cursor after one more record. */
    InboxCursor after(int partition, long offset) {
        SortedMap<Integer, Long> moved = new TreeMap<>(last);
        moved.put(partition, offset);
        return new InboxCursor(moved);
    }

    /** The offset to read next, or empty where the partition has not been read. */
    Optional<Long> next(int partition) {
        return Optional.ofNullable(last.get(partition)).map(offset -> offset + 1);
    }

    /** The cursor as the id of a server-sent event. */
    String written() {
        if (last.isEmpty()) {
            return NOTHING_READ;
        }
        return last.entrySet().stream()
                .map(entry -> entry.getKey() + "-" + entry.getValue())
                .collect(Collectors.joining("."));
    }
}
