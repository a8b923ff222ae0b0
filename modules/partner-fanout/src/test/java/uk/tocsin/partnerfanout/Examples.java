package uk.tocsin.partnerfanout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.tocsin.contracts.AffectedService;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.Circle;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.Member;
import uk.tocsin.contracts.MemberKind;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicSection;
import uk.tocsin.contracts.ReferralDecision;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Sharing;
import uk.tocsin.contracts.SourcePlace;
import uk.tocsin.contracts.StatusCause;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.registry.TrustedContracts;

/** Events and a directory to try decisions on. */
public final class Examples {

    public static final Instant TIME = Instant.parse("2024-01-19T09:00:00Z");

    static {
        // Builders copy records, which Avro allows only for classes that it trusts.
        TrustedContracts.trust();
    }

    public static final Directory EAST_KENT = Directory.EMPTY
            .with(member("canterbury"))
            .with(member("thanet"))
            .with(member("dover"))
            .with(member("ashford"))
            .with(circle("east-kent", "canterbury", "thanet", "dover"));

    private Examples() {}

    public static IncidentEvent.Builder incident(int revision, EventKind kind) {
        return IncidentEvent.newBuilder()
                .setEventId(new UUID(1, revision))
                .setIncidentId("canterbury.2024-01-cyber")
                .setPublisher("canterbury")
                .setRevision(revision)
                .setKind(kind)
                .setPhase(Phase.INVESTIGATING)
                .setRecordedAt(TIME)
                .setPersonalData(PersonalData.NOT_BELIEVED_AFFECTED)
                .setAffectedServices(List.of(AffectedService.newBuilder()
                        .setServiceId("canterbury.planning")
                        .setName("Planning")
                        .build()))
                .setSuppliers(List.of());
    }

    public static PartnerSection section(Tlp tlp, Audience audience) {
        return PartnerSection.newBuilder()
                .setTlp(tlp)
                .setAudience(audience)
                .setSummary("Forms and maps are offline.")
                .build();
    }

    public static PublicSection words() {
        return new PublicSection("Example headline", "Example statement", List.of(), null);
    }

    /** Where the example event of that revision stands on its topic. */
    public static Optional<SourcePlace> place(int revision) {
        return Optional.of(new SourcePlace(0, (long) revision));
    }

    public static Audience circles(String... circleIds) {
        return Audience.newBuilder().setCircles(List.of(circleIds)).build();
    }

    public static Audience members(String... memberIds) {
        return Audience.newBuilder().setMembers(List.of(memberIds)).build();
    }

    public static ServiceStatusEvent.Builder status(int revision, Audience audience) {
        return ServiceStatusEvent.newBuilder()
                .setEventId(new UUID(2, revision))
                .setServiceId("canterbury.planning")
                .setPublisher("canterbury")
                .setServiceName("Planning")
                .setRevision(revision)
                .setState(ServiceState.MAJOR_OUTAGE)
                .setCause(StatusCause.INCIDENT)
                .setSince(TIME)
                .setRecordedAt(TIME)
                .setSharing(Sharing.PARTNERS)
                .setAudience(audience);
    }

    public static ReferralResponse response(long id) {
        return ReferralResponse.newBuilder()
                .setResponseId(new UUID(3, id))
                .setReferralEventId(new UUID(1, 1))
                .setIncidentId("canterbury.2024-01-cyber")
                .setPublisher("canterbury")
                .setRevision(1)
                .setDecision(ReferralDecision.ACCEPTED)
                .setRespondedBy("ncsc")
                .setRespondedAt(TIME)
                .build();
    }

    public static DirectoryEntry member(String memberId) {
        return member(memberId, true);
    }

    public static DirectoryEntry member(String memberId, boolean active) {
        return member(memberId, active, List.of(Role.PUBLISHER, Role.PARTNER));
    }

    public static DirectoryEntry member(String memberId, boolean active, List<Role> roles) {
        var member = Member.newBuilder()
                .setMemberId(memberId)
                .setName(memberId)
                .setKind(MemberKind.COUNCIL)
                .setRoles(roles)
                .setActive(active)
                .build();
        return entry("member:" + memberId).setMember(member).build();
    }

    public static DirectoryEntry circle(String circleId, String... memberIds) {
        var circle = Circle.newBuilder()
                .setCircleId(circleId)
                .setName(circleId)
                .setMembers(List.of(memberIds))
                .setActive(true)
                .build();
        return entry("circle:" + circleId).setCircle(circle).build();
    }

    private static DirectoryEntry.Builder entry(String entryId) {
        return DirectoryEntry.newBuilder()
                .setEntryId(entryId)
                .setRecordedAt(TIME)
                .setRecordedBy("coordinator");
    }
}
