package uk.tocsin.kafka.projection;

import uk.tocsin.kafka.deadletter.DeadLetterReason;

/** What becomes of a record from a source topic. */
public sealed interface Verdict {

    /** It is projected. */
    record Admitted(SourceEvent event) implements Verdict {}

    /** It has been taken before: nothing is to be done. */
    record Duplicate() implements Verdict {}

    /**
     * It becomes a dead letter.
     *
     * @param cause what was wrong, in one sentence
     */
    record Refused(DeadLetterReason reason, String cause) implements Verdict {}
}
