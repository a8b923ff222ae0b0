package uk.tocsin.ingress;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Sharing;
import uk.tocsin.contracts.StatusCause;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.disclosure.Directory;

/** From JSON to a service status, or to every field that is wrong with it. */
final class ServiceStatusReading {

    private static final List<ServiceState> STATES = Words.sayable(ServiceState.values());
    private static final List<Sharing> SHARINGS = Words.sayable(Sharing.values());
    /** That the cause is not known yet may be said. */
    private static final List<StatusCause> CAUSES = List.of(StatusCause.values());

    private final IngressProperties limits;

    ServiceStatusReading(IngressProperties limits) {
        this.limits = limits;
    }

    /**
     * Reads {@code body}. The result counts only if {@code fields} has no errors afterwards.
     *
     * @param publisher member id of the council that says it
     * @param now this clock's time
     */
    Candidate read(Fields fields, ServiceStatusBody body, String publisher, Directory directory, Instant now) {
        Sharing sharing = fields.word("sharing", body.sharing(), SHARINGS);
        ServiceStatusEvent event = ServiceStatusEvent.newBuilder()
                .setEventId(fields.id("eventId", body.eventId()))
                .setServiceId(IncidentReading.subject(fields, "serviceId", body.serviceId(), publisher))
                .setPublisher(publisher)
                .setServiceName(fields.required("serviceName", body.serviceName(), limits.maxLine()))
                .setRevision(0)
                .setState(fields.word("state", body.state(), STATES))
                .setCause(fields.word("cause", body.cause(), CAUSES, StatusCause.UNKNOWN))
                .setIncidentId(
                        body.incidentId() == null
                                ? null
                                : IncidentReading.subject(fields, "incidentId", body.incidentId(), publisher))
                .setMessage(fields.optional("message", body.message(), limits.maxText()))
                .setAlternative(fields.optional("alternative", body.alternative(), limits.maxText()))
                .setExpectedBy(fields.time("expectedBy", body.expectedBy()))
                .setSince(since(fields, body.since(), now.plus(limits.clockSkew())))
                .setRecordedAt(Instant.EPOCH)
                .setSharing(sharing)
                .setAudience(audience(fields, body.audience(), sharing, publisher, directory))
                .build();
        return new Candidate(new Event.Status(event), IncidentReading.revision(fields, body.expectedRevision()));
    }

    private static Instant since(Fields fields, @Nullable String text, Instant latest) {
        if (text == null) {
            fields.refuse("since", "is missing (expected: a time such as 2024-01-18T09:30:00Z)");
        }
        Instant since = fields.past("since", text, latest);
        return since == null ? Instant.EPOCH : since;
    }

    private Audience audience(
            Fields fields, @Nullable AudienceBody body, Sharing sharing, String publisher, Directory directory) {
        int errorsBefore = fields.errors().size();
        Audience audience = AudienceReading.read(fields.at("audience"), body, directory, limits.maxAudience());
        boolean somebodyIsMeant = sharing == Sharing.PARTNERS
                || !audience.getCircles().isEmpty()
                || !audience.getMembers().isEmpty();
        if (fields.errors().size() == errorsBefore
                && somebodyIsMeant
                && Reach.members(audience, Tlp.GREEN, publisher, directory).isEmpty()) {
            fields.refuse(
                    "audience", "reaches nobody (expected: a member other than yourself, or a circle that holds one)");
        }
        return audience;
    }
}
