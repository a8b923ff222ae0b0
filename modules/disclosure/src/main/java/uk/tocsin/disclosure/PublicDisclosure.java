package uk.tocsin.disclosure;

import java.time.Instant;
import java.util.List;
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

    /** What the public gets of an incident event, with ids in the place of names: for whoever asks only whether it does. */
    public static Decision<PublicNotice> of(IncidentEvent event, boolean publicHolds) {
        return of(event, Directory.EMPTY, publicHolds);
    }

    /** What the public gets of a service status, with ids in the place of names. */
    public static Decision<PublicNotice> of(ServiceStatusEvent event, boolean publicHolds) {
        return of(event, Directory.EMPTY, publicHolds);
    }

    /**
     * What the public gets of an incident event.
     *
     * @param directory what members are called; the notice carries it, as its readers have no directory
     * @param publicHolds whether the public has had a notice of this incident that still stands
     */
    public static Decision<PublicNotice> of(IncidentEvent event, Directory directory, boolean publicHolds) {
        if (event.getKind() == EventKind.WITHDRAWN) {
            return publicHolds
                    ? Decision.disclose(notice(event, directory).build())
                    : Decision.withhold(Decision.Reason.NO_SECTION);
        }
        PublicSection section = event.getPublicSection();
        if (section == null) {
            return Decision.withhold(Decision.Reason.NO_SECTION);
        }
        List<String> signatories = Signatories.of(event.getPublisher(), section.getSignatories());
        PublicIncident incident = PublicIncident.newBuilder()
                .setPhase(event.getPhase())
                .setPersonalData(event.getPersonalData())
                .setAffectedServices(event.getAffectedServices())
                .setHeadline(section.getHeadline())
                .setStatement(section.getStatement())
                .setSignatories(signatories)
                .setSignatoryNames(signatories.stream()
                        .map(member -> PublicMember.of(member, directory).nameOrId())
                        .toList())
                .setNextUpdateDue(section.getNextUpdateDue())
                .build();
        return Decision.disclose(notice(event, directory).setIncident(incident).build());
    }

    /**
     * What the public gets of a service status. One that is no longer for the public takes back what the public had.
     *
     * @param directory what members are called; the notice carries it, as its readers have no directory
     * @param publicHolds whether the public has had a notice of this service that still stands
     */
    public static Decision<PublicNotice> of(ServiceStatusEvent event, Directory directory, boolean publicHolds) {
        if (event.getSharing() != Sharing.PUBLIC) {
            return publicHolds
                    ? Decision.disclose(
                            notice(event, EventKind.WITHDRAWN, directory).build())
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
                notice(event, EventKind.UPDATED, directory).setService(service).build());
    }

    private static PublicNotice.Builder notice(IncidentEvent event, Directory directory) {
        return notice(event.getPublisher(), event.getRecordedAt(), directory)
                .setEventId(event.getEventId())
                .setSubjectType(SubjectType.INCIDENT)
                .setSubjectId(event.getIncidentId())
                .setRevision(event.getRevision())
                .setKind(event.getKind());
    }

    private static PublicNotice.Builder notice(ServiceStatusEvent event, EventKind kind, Directory directory) {
        return notice(event.getPublisher(), event.getRecordedAt(), directory)
                .setEventId(event.getEventId())
                .setSubjectType(SubjectType.SERVICE)
                .setSubjectId(event.getServiceId())
                .setRevision(event.getRevision())
                .setKind(kind);
    }

    private static PublicNotice.Builder notice(String publisher, Instant recordedAt, Directory directory) {
        PublicMember member = PublicMember.of(publisher, directory);
        return PublicNotice.newBuilder()
                .setPublisher(publisher)
                .setPublisherName(member.name())
                .setPublisherRegion(member.region())
                .setPublisherGssCode(member.gssCodeOn(recordedAt))
                .setRecordedAt(recordedAt);
    }
}
