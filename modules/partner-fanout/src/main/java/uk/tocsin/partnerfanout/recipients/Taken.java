package uk.tocsin.partnerfanout.recipients;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.tocsin.partnerfanout.position.DeliveryProgress;

/**
 * Whether a member has taken the last that it was sent, as far as the hub can know.
 *
 * @param by in which ways it has; empty unless the answer is yes
 */
record Taken(Answer answer, SortedSet<Way> by) {

    /** Nothing is known of how the member reads, or the inbox no longer holds what it was sent. */
    static final Taken UNKNOWN = new Taken(Answer.UNKNOWN, new TreeSet<>());

    /** What can be said. */
    enum Answer {
        /** In one of the ways that are known. */
        YES,
        /** In none of the ways that are known, of which there is one at least. */
        NO,
        UNKNOWN
    }

    /** How a member can take its inbox so that the hub knows of it. */
    enum Way {
        WEBHOOK,
        SLACK,
        TEAMS,
        EMAIL,
        /** By a consumer group of the member's own. */
        KAFKA,
        /** By a stream, or by asking for what is next. */
        PULL
    }

    Taken {
        by = new TreeSet<>(by);
    }

    /**
     * Decides.
     *
     * @param place where the last that the member was sent stands, or null when the inbox no longer holds it
     * @param known how far it has come in each way that is known
     */
    static Taken of(@Nullable Long place, Map<Way, List<DeliveryProgress>> known) {
        if (place == null || known.isEmpty()) {
            return UNKNOWN;
        }
        SortedSet<Way> by = new TreeSet<>();
        known.forEach((way, progress) -> {
            if (progress.stream().anyMatch(come -> !come.wants(place))) {
                by.add(way);
            }
        });
        return new Taken(by.isEmpty() ? Answer.NO : Answer.YES, by);
    }
}
