package uk.tocsin.kafka.projection;

import java.util.Optional;
import uk.tocsin.contracts.Topics;

/** What a source topic speaks of. An incident and a service of one council may share an id, and must not share a ledger entry. */
public enum SubjectKind {
    /** An incident, from a council's incidents topic. */
    INCIDENT,
    /** A service, from a council's service-status topic. */
    SERVICE,
    /** What NCSC says of an incident. */
    RESPONSE;

    /** What records on {@code topic} speak of, or empty when it is no source of a projection. */
    public static Optional<SubjectKind> of(String topic) {
        if (topic.equals(Topics.NCSC_RESPONSES)) {
            return Optional.of(RESPONSE);
        }
        return Topics.publisherOf(topic).map(owner -> topic.equals(Topics.incidents(owner)) ? INCIDENT : SERVICE);
    }
}
