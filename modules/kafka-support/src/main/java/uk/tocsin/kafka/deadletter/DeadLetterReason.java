package uk.tocsin.kafka.deadletter;

/** What kind of fault made a record a dead letter. The words are stable: operators and metrics tell faults apart by them. */
public enum DeadLetterReason {
    /** Its bytes are no contract. */
    UNREADABLE("unreadable"),
    /** A contract, but not one that belongs on its topic. */
    UNEXPECTED_TYPE("unexpected-type"),
    /** It claims another publisher than the owner of its topic. */
    FOREIGN_PUBLISHER("foreign-publisher"),
    /** It speaks of a subject that is not its publisher's. */
    FOREIGN_SUBJECT("foreign-subject"),
    /** Its revision is not above the last one taken. */
    STALE_REVISION("stale-revision"),
    /** The projection failed on it every time. */
    PROJECTION_FAILED("projection-failed"),
    /** It could not be delivered within its limits. */
    UNDELIVERABLE("undeliverable");

    private final String word;

    DeadLetterReason(String word) {
        this.word = word;
    }

    /** As it stands in the header and in metrics. */
    public String word() {
        return word;
    }
}
