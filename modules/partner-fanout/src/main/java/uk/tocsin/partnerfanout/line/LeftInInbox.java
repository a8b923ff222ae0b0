package uk.tocsin.partnerfanout.line;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of an inbox and left there for later: for each publisher the stretch in which everything of it that is
 * wanted and not in memory is still to be read. As long as something of a publisher is left, all that follows of it is.
 */
final class LeftInInbox {

    /** From the first that is left to the last. */
    private static final class Stretch {
        private long from;
        private long to;

        Stretch(long offset) {
            from = offset;
            to = offset;
        }
    }

    private final Map<String, Stretch> stretches = new HashMap<>();

    boolean has(String publisher) {
        return stretches.containsKey(publisher);
    }

    /** A record is left. */
    void leave(String publisher, long offset) {
        Stretch stretch = stretches.computeIfAbsent(publisher, unused -> new Stretch(offset));
        stretch.from = Math.min(stretch.from, offset);
        stretch.to = Math.max(stretch.to, offset);
    }

    /** A record was taken, and with it everything of its publisher before it. */
    void taken(String publisher, long offset) {
        skip(publisher, offset + 1);
    }

    private void skip(String publisher, long next) {
        Stretch stretch = stretches.get(publisher);
        if (stretch != null) {
            stretch.from = Math.max(stretch.from, next);
            if (stretch.from > stretch.to) {
                stretches.remove(publisher);
            }
        }
    }

    /** Whether a record is among what is left, and nothing before {@code readFrom} is. */
    boolean isNext(String publisher, long offset, long readFrom) {
        @Nullable Stretch stretch = stretches.get(publisher);
        return stretch != null && stretch.from >= readFrom && offset >= stretch.from && offset <= stretch.to;
    }

    /** Everything from {@code from} to {@code next} was read; {@code except} are those of which something was left in it. */
    void read(long from, long next, Predicate<String> except) {
        for (String publisher : stretches.keySet().toArray(String[]::new)) {
            Stretch stretch = stretches.get(publisher);
            if (stretch != null && stretch.from >= from && !except.test(publisher)) {
                skip(publisher, next);
            }
        }
    }

    /** The publisher of the lowest record that is left, among those that {@code which} wants; null when there is none. */
    @Nullable
    String lowest(Predicate<String> which) {
        String lowest = null;
        long from = Long.MAX_VALUE;
        for (Map.Entry<String, Stretch> entry : stretches.entrySet()) {
            if (entry.getValue().from < from && which.test(entry.getKey())) {
                lowest = entry.getKey();
                from = entry.getValue().from;
            }
        }
        return lowest;
    }

    /** Where the first is that is left of a publisher. */
    OptionalLong first(String publisher) {
        Stretch stretch = stretches.get(publisher);
        return stretch == null ? OptionalLong.empty() : OptionalLong.of(stretch.from);
    }
}
