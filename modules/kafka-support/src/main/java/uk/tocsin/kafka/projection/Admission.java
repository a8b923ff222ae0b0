package uk.tocsin.kafka.projection;

import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import uk.tocsin.contracts.Ids;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.deadletter.DeadLetterReason;

/**
 * Whether a record may enter a projection. A council may write anything to its own topic, so that what it says is held
 * against who it is and against what it has said before.
 */
public final class Admission {

    private Admission() {}

    /**
     * The event in {@code contract} when its type belongs on {@code topic} and it speaks for the topic's owner; a refusal
     * when not. What has been said before is for {@link #inOrder}.
     */
    public static Verdict byOwner(String topic, SpecificRecord contract) {
        var event = SourceEvent.of(contract);
        if (event.isEmpty() || !SubjectKind.of(topic).equals(event.map(SourceEvent::kind))) {
            var name = contract.getSchema().getName();
            return new Verdict.Refused(DeadLetterReason.UNEXPECTED_TYPE, name + " does not belong on this topic");
        }
        return byOwner(Topics.publisherOf(topic), event.get());
    }

    static Verdict byOwner(Optional<String> owner, SourceEvent event) {
        if (owner.isPresent() && !owner.get().equals(event.publisher())) {
            return new Verdict.Refused(
                    DeadLetterReason.FOREIGN_PUBLISHER,
                    "publisher: " + event.publisher() + " (expected: " + owner.get() + ", the owner of the topic)");
        }
        if (!Ids.isSubjectOf(event.publisher(), event.subjectId())) {
            return new Verdict.Refused(
                    DeadLetterReason.FOREIGN_SUBJECT,
                    "subject: " + event.subjectId() + " (expected: an id that starts with its publisher "
                            + event.publisher() + ")");
        }
        return new Verdict.Admitted(event);
    }

    /**
     * Holds an event against the last one taken of its subject. The same event again is a duplicate, which happens when a
     * writer tries again; another event at a revision already passed is a fault of the writer. Responses have no order of
     * their own, as several may answer one revision.
     */
    public static Verdict inOrder(SourceEvent event, Optional<LedgerEntry> ledger) {
        if (ledger.isEmpty()) {
            return new Verdict.Admitted(event);
        }
        var last = ledger.get();
        if (last.getEventId().equals(event.eventId()) || last.getResponses().contains(event.eventId())) {
            return new Verdict.Duplicate();
        }
        if (event.kind() != SubjectKind.RESPONSE && event.revision() <= last.getRevision()) {
            return new Verdict.Refused(
                    DeadLetterReason.STALE_REVISION,
                    "revision: " + event.revision() + " (expected: above " + last.getRevision() + ")");
        }
        return new Verdict.Admitted(event);
    }
}
