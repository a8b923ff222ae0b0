package uk.tocsin.disclosure;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentAlert;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PartnerDetail;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.ServiceAlert;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Sharing;
import uk.tocsin.contracts.SubjectType;
import uk.tocsin.contracts.Tlp;

/**
 * What a partner's inbox gets. A member in the audience gets the partner section without the audience. A member that
 * holds an earlier revision and is still meant by its audience follows the incident: it also gets later words to the
 * public. A member that held something and is out of the audience now gets a withdrawal, which says that and no more.
 */
public final class PartnerDisclosure {

    private PartnerDisclosure() {}

    /**
     * What {@code memberId} gets of an incident event, when nobody knows whom the incident was for before.
     *
     * @param holds whether the member holds an alert of this incident that still stands
     */
    public static Decision<PartnerAlert> of(IncidentEvent event, Directory directory, String memberId, boolean holds) {
        return of(event, Optional.empty(), directory, memberId, holds);
    }

    /**
     * What {@code memberId} gets of an incident event.
     *
     * @param before whom the incident was for until now; an event without words for partners leaves it at that
     * @param holds whether the member holds an alert of this incident that still stands
     */
    public static Decision<PartnerAlert> of(
            IncidentEvent event, Optional<Addressees> before, Directory directory, String memberId, boolean holds) {
        return each(event, before, directory).apply(memberId, holds);
    }

    /**
     * The same for member after member: a function from a member's id, and whether it holds an alert that still stands, to
     * what it gets. The audience is looked up once, and members that get the same get the same object. For one thread.
     */
    public static BiFunction<String, Boolean, Decision<PartnerAlert>> each(
            IncidentEvent event, Optional<Addressees> before, Directory directory) {
        Optional<Meant> meant = Addressees.after(event, before).map(addressees -> Meant.by(addressees, directory));
        PartnerSection section = event.getPartnerSection();
        Supplier<Decision<PartnerAlert>> withdrawn = new Once<>(() -> Decision.disclose(withdrawal(event)));
        Supplier<Decision<PartnerAlert>> alert = new Once<>(() -> Decision.disclose(alert(event, section)));
        return (memberId, holds) -> {
            if (memberId.equals(event.getPublisher())) {
                return Decision.withhold(Decision.Reason.IS_PUBLISHER);
            }
            if (event.getKind() == EventKind.WITHDRAWN) {
                return holds ? withdrawn.get() : Decision.withhold(Decision.Reason.NO_SECTION);
            }
            Optional<Decision.Reason> whyNot =
                    meant.isPresent() ? meant.get().whyNot(memberId) : Recipients.whyNoPartner(memberId, directory);
            if (whyNot.isPresent()) {
                return holds ? withdrawn.get() : Decision.withhold(whyNot.get());
            }
            return section != null || (holds && event.getPublicSection() != null)
                    ? alert.get()
                    : Decision.withhold(Decision.Reason.NO_SECTION);
        };
    }

    /**
     * What {@code memberId} gets of a service status.
     *
     * @param holds whether the member holds an alert of this service that still stands
     */
    public static Decision<PartnerAlert> of(
            ServiceStatusEvent event, Directory directory, String memberId, boolean holds) {
        return each(event, directory).apply(memberId, holds);
    }

    /** The same for member after member, as of an incident event. */
    public static BiFunction<String, Boolean, Decision<PartnerAlert>> each(
            ServiceStatusEvent event, Directory directory) {
        Optional<Meant> meant = Addressees.after(event).map(addressees -> Meant.by(addressees, directory));
        Supplier<Decision<PartnerAlert>> withdrawn = new Once<>(() -> Decision.disclose(withdrawal(event)));
        Supplier<Decision<PartnerAlert>> alert = new Once<>(() -> Decision.disclose(alert(event)));
        return (memberId, holds) -> {
            if (memberId.equals(event.getPublisher())) {
                return Decision.withhold(Decision.Reason.IS_PUBLISHER);
            }
            Optional<Decision.Reason> whyNot = meant.isPresent()
                    ? meant.get().whyNot(memberId)
                    : Recipients.whyNoPartner(memberId, directory)
                            .or(() -> Optional.of(Decision.Reason.NOT_SHARED_SO_FAR));
            if (whyNot.isPresent()) {
                return holds ? withdrawn.get() : Decision.withhold(whyNot.get());
            }
            return alert.get();
        };
    }

    /** A status for partners is for the community and not for publicly accessible channels: TLP:GREEN. */
    static Tlp label(ServiceStatusEvent event) {
        return event.getSharing() == Sharing.PUBLIC ? Tlp.CLEAR : Tlp.GREEN;
    }

    private static PartnerAlert alert(ServiceStatusEvent event) {
        ServiceAlert service = ServiceAlert.newBuilder()
                .setName(event.getServiceName())
                .setState(event.getState())
                .setCause(event.getCause())
                .setIncidentId(event.getIncidentId())
                .setMessage(event.getMessage())
                .setAlternative(event.getAlternative())
                .setExpectedBy(event.getExpectedBy())
                .setSince(event.getSince())
                .build();
        return heading(event, EventKind.UPDATED)
                .setTlp(label(event))
                .setService(service)
                .build();
    }

    private static PartnerAlert alert(IncidentEvent event, @Nullable PartnerSection section) {
        IncidentAlert.Builder incident = IncidentAlert.newBuilder()
                .setPhase(event.getPhase())
                .setPersonalData(event.getPersonalData())
                .setAffectedServices(event.getAffectedServices())
                .setStatement(Signatories.statement(event));
        if (section != null) {
            incident.setOccurredAt(event.getOccurredAt())
                    .setRsitClass(event.getRsitClass())
                    .setSuppliers(event.getSuppliers())
                    .setLinks(event.getLinks())
                    .setDetail(detail(section));
        }
        return heading(event)
                .setTlp(section == null ? Tlp.CLEAR : section.getTlp())
                .setIncident(incident.build())
                .build();
    }

    private static PartnerDetail detail(PartnerSection section) {
        return PartnerDetail.newBuilder()
                .setTlp(section.getTlp())
                .setSummary(section.getSummary())
                .setTechniques(section.getTechniques())
                .setIndicators(section.getIndicators())
                .setAdvice(section.getAdvice())
                .setContact(section.getContact())
                .build();
    }

    private static PartnerAlert withdrawal(IncidentEvent event) {
        return heading(event).setKind(EventKind.WITHDRAWN).setTlp(Tlp.CLEAR).build();
    }

    private static PartnerAlert withdrawal(ServiceStatusEvent event) {
        return heading(event, EventKind.WITHDRAWN).setTlp(Tlp.CLEAR).build();
    }

    private static PartnerAlert.Builder heading(IncidentEvent event) {
        return PartnerAlert.newBuilder()
                .setEventId(event.getEventId())
                .setSubjectType(SubjectType.INCIDENT)
                .setSubjectId(event.getIncidentId())
                .setPublisher(event.getPublisher())
                .setRevision(event.getRevision())
                .setKind(event.getKind())
                .setRecordedAt(event.getRecordedAt());
    }

    private static PartnerAlert.Builder heading(ServiceStatusEvent event, EventKind kind) {
        return PartnerAlert.newBuilder()
                .setEventId(event.getEventId())
                .setSubjectType(SubjectType.SERVICE)
                .setSubjectId(event.getServiceId())
                .setPublisher(event.getPublisher())
                .setRevision(event.getRevision())
                .setKind(kind)
                .setRecordedAt(event.getRecordedAt());
    }
}
