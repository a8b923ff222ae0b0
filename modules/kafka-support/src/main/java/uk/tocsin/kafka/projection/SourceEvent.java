package uk.tocsin.kafka.projection;

import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.SourcePlace;

/**
 * A record from a source topic, with what every projection asks of it.
 *
 * @param kind what it speaks of
 * @param eventId id of the event; of a response, its own id
 * @param publisher the council that it claims to come from or, for a response, that it is about
 * @param subjectId the incident or service
 * @param revision position in the subject's life; of a response, the revision that it answers
 * @param contract the whole record
 * @param place where it stands on its topic, empty when it was not read from one
 */
public record SourceEvent(
        SubjectKind kind,
        UUID eventId,
        String publisher,
        String subjectId,
        int revision,
        SpecificRecord contract,
        Optional<SourcePlace> place) {

    /** The event that {@code contract} is, or empty for a contract that no projection reads. */
    public static Optional<SourceEvent> of(SpecificRecord contract) {
        if (contract instanceof IncidentEvent incident) {
            return Optional.of(new SourceEvent(
                    SubjectKind.INCIDENT,
                    incident.getEventId(),
                    incident.getPublisher(),
                    incident.getIncidentId(),
                    incident.getRevision(),
                    contract,
                    Optional.empty()));
        }
        if (contract instanceof ServiceStatusEvent service) {
            return Optional.of(new SourceEvent(
                    SubjectKind.SERVICE,
                    service.getEventId(),
                    service.getPublisher(),
                    service.getServiceId(),
                    service.getRevision(),
                    contract,
                    Optional.empty()));
        }
        if (contract instanceof ReferralResponse response) {
            return Optional.of(new SourceEvent(
                    SubjectKind.RESPONSE,
                    response.getResponseId(),
                    response.getPublisher(),
                    response.getIncidentId(),
                    response.getRevision(),
                    contract,
                    Optional.empty()));
        }
        return Optional.empty();
    }

    /** The same event, read from there. */
    public SourceEvent at(int partition, long offset) {
        var place = new SourcePlace(partition, offset);
        return new SourceEvent(kind, eventId, publisher, subjectId, revision, contract, Optional.of(place));
    }
}
