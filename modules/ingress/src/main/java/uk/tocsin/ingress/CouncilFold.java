package uk.tocsin.ingress;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one council has said so far, as far as it decides what it may say next: a fold over its two topics. */
final class CouncilFold {

    private final Map<UUID, Position> positions = new HashMap<>();
    private final Map<Event.Subject, Integer> revisions = new HashMap<>();

    /** Takes in an event. Taking it in again changes nothing; of two with one id the first counts. */
    void add(Event event, Position position) {
        positions.putIfAbsent(event.eventId(), position);
        revisions.merge(event.subject(), event.revision(), Math::max);
    }

    @Nullable
    Position positionOf(UUID eventId) {
        return positions.get(eventId);
    }

    /** The latest revision of an incident or service, 0 when nothing has been said of it. */
    int lastRevision(Event.Subject subject) {
        return revisions.getOrDefault(subject, 0);
    }
}
