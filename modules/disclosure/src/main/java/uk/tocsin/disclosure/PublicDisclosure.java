package uk.tocsin.disclosure;

import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.PublicSection;
import uk.tocsin.contracts.PublicService;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Sharing;
import uk.tocsin.contracts.SubjectType;

/** What leaves for the public: an allow-list of fields, copied one by one. A field not named here cannot leave. */
public final class PublicDisclosure {

    private PublicDisclosure() {}

    /**
     * What the public gets of an incident event.
     *
     * @param publicHolds whether the public has had a notice of this incident that still stands
     */
    public static Decision<PublicNotice> of(IncidentEvent event, boolean publicHolds) {
        if (event.getKind() == EventKind.WITHDRAWN) {
            return publicHolds
                    ? Decision.disclose(notice(event).build())
                    : Decision.withhold(Decision.Reason.NO_SECTION);
        }
        PublicSection section = event.getPublicSection();
        if (section == null) {
            return Decision.withhold(Decision.Reason.NO_SECTION);
        }
        PublicIncident incident = PublicIncident.newBuilder()
                .setPhase(event.getPhase())
                .setPersonalData(event.getPersonalData())
                .setAffectedServices(event.getAffectedServices())
                .setHeadline(section.getHeadline())
                .setStatement(section.getStatement())
                .setSignatories(Signatories.of(event.getPublisher(), section.getSignatories()))
                .setNextUpdateDue(section.getNextUpdateDue())
                .build();
        return Decision.disclose(notice(event).setIncident(incident).build());
    }

    /**
     * What the public gets of a service status. One that is no longer for the public takes back what the public had.
     *
     * @param publicHolds whether the public has had a notice of this service that still stands
     */
    public static Decision<PublicNotice> of(ServiceStatusEvent event, boolean publicHolds) {
        if (event.getSharing() != Sharing.PUBLIC) {
            return publicHolds
                    ? Decision.disclose(notice(event, EventKind.WITHDRAWN).build())
                    : Decision.withhold(Decision.Reason.NOT_SHARED_SO_FAR);
        }
        PublicService service = PublicService.newBuilder()
                .setName(event.getServiceName())
                .setState(event.getState())
                .setCause(event.getCause())
                .setMessage(event.getMessage())
                .setAlternative(event.getAlternative())
                .setExpectedBy(event.getExpectedBy())
                .setSince(event.getSince())
                .build();
        return Decision.disclose(
                notice(event, EventKind.UPDATED).setService(service).build());
    }

    private static PublicNotice.Builder notice(IncidentEvent event) {
        return PublicNotice.newBuilder()
                .setEventId(event.getEventId())
                .setSubjectType(SubjectType.INCIDENT)
                .setSubjectId(event.getIncidentId())
                .setPublisher(event.getPublisher())
                .setRevision(event.getRevision())
                .setKind(event.getKind())
                .setRecordedAt(event.getRecordedAt());
    }

    private static PublicNotice.Builder notice(ServiceStatusEvent event, EventKind kind) {
        return PublicNotice.newBuilder()
                .setEventId(event.getEventId())
                .setSubjectType(SubjectType.SERVICE)
                .setSubjectId(event.getServiceId())
                .setPublisher(event.getPublisher())
                .setRevision(event.getRevision())
                .setKind(kind)
                .setRecordedAt(event.getRecordedAt());
    }
}
