package uk.tocsin.ingress;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;

/** Whether an event may follow what its council has said so far. */
sealed interface Admission {

    /** It is new, and becomes this revision. */
    record Fresh(int revision) implements Admission {}

    /** It has been said already, in the same words: the answer is the one of then. */
    record Repeat(int revision) implements Admission {}

    /**
     * It contradicts what has been said.
     *
     * @param field the field to blame
     * @param message what is wrong with it
     * @param currentRevision the latest revision of its subject, 0 when nothing has been said of it
     */
    record Conflict(String field, String message, int currentRevision) implements Admission {}

    /** The kinds that begin the life of an incident. */
    Set<EventKind> OPENING = Set.of(EventKind.DECLARED, EventKind.NOT_AFFECTED);

    /**
     * Decides.
     *
     * @param said the event that already has this event id, if any
     * @param lastRevision the latest revision of the subject, 0 when nothing has been said of it
     */
    static Admission of(Candidate candidate, @Nullable Event said, int lastRevision) {
        Event event = candidate.event();
        if (said != null) {
            return event.saysTheSameAs(said)
                    ? new Repeat(said.revision())
                    : new Conflict("eventId", "was used for an event of other content", lastRevision);
        }
        Integer expected = candidate.expectedRevision();
        if (expected != null && expected != lastRevision) {
            return new Conflict(
                    "expectedRevision", expected + " (expected: " + lastRevision + ", the current one)", lastRevision);
        }
        EventKind kind = event.kind();
        if (kind == EventKind.DECLARED && lastRevision > 0) {
            return new Conflict("incidentId", "is declared already", lastRevision);
        }
        if (kind != null && !OPENING.contains(kind) && lastRevision == 0) {
            return new Conflict("incidentId", "has never been declared", lastRevision);
        }
        return new Fresh(lastRevision + 1);
    }
}
