package uk.tocsin.partnerfanout.recipients;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The names of the groups on the cluster, asked for only so often. */
final class GroupNames {

    private record Listed(List<String> names, Instant until) {}

    private final Supplier<Collection<String>> source;
    private final Duration keep;
    private final Clock clock;
    private @Nullable Listed last;

    /**
     * Names that are not known yet.
     *
     * @param keep for how long names that were listed are good
     */
    GroupNames(Supplier<Collection<String>> source, Duration keep, Clock clock) {
        this.source = source;
        this.keep = keep;
        this.clock = clock;
    }

    /** The names, in order, as they were a moment ago. Who comes while they are listed waits for that. */
    synchronized List<String> current() {
        Instant now = clock.instant();
        Listed known = last;
        if (known == null || !now.isBefore(known.until())) {
            known = new Listed(source.get().stream().sorted().toList(), now.plus(keep));
            last = known;
        }
        return known.names();
    }
}
