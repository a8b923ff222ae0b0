package uk.tocsin.disclosure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.AffectedService;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.Circle;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.IncidentLink;
import uk.tocsin.contracts.Indicator;
import uk.tocsin.contracts.IndicatorType;
import uk.tocsin.contracts.LiaisonSection;
import uk.tocsin.contracts.LinkRelation;
import uk.tocsin.contracts.Member;
import uk.tocsin.contracts.MemberKind;
import uk.tocsin.contracts.Pap;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicSection;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.RsitClass;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Sharing;
import uk.tocsin.contracts.StatusCause;
import uk.tocsin.contracts.Tlp;

/** A directory and events whose every text is a canary: a unique word that says which readers may see it. */
final class Examples {

    static final Instant NOW = Instant.parse("2024-01-18T09:00:00Z");
    static final List<String> COUNCILS = List.of("canterbury", "thanet", "dover", "ashford");

    private Examples() {}

    static Directory directory() {
        Directory directory = Directory.EMPTY;
        for (String council : COUNCILS) {
            directory = directory.with(member(council, true));
        }
        return directory
                .with(circle("east-kent-it", true, "canterbury", "thanet", "dover", "gone"))
                .with(circle("dissolved", false, "thanet"));
    }

    static DirectoryEntry member(String id, boolean active) {
        return member(id, active, Role.PARTNER, Role.UNKNOWN);
    }

    static DirectoryEntry member(String id, boolean active, Role... roles) {
        return entry("member:" + id)
                .setMember(Member.newBuilder()
                        .setMemberId(id)
                        .setName(id)
                        .setKind(MemberKind.COUNCIL)
                        .setRoles(List.of(roles))
                        .setActive(active)
                        .build())
                .build();
    }

    static DirectoryEntry circle(String id, boolean active, String... members) {
        return entry("circle:" + id)
                .setCircle(Circle.newBuilder()
                        .setCircleId(id)
                        .setName(id)
                        .setMembers(List.of(members))
                        .setActive(active)
                        .build())
                .build();
    }

    static DirectoryEntry.Builder entry(String id) {
        return DirectoryEntry.newBuilder().setEntryId(id).setRecordedAt(NOW).setRecordedBy("kent");
    }

    static Audience audience(List<String> circles, List<String> members) {
        return Audience.newBuilder().setCircles(circles).setMembers(members).build();
    }

    static IncidentEvent incident(
            EventKind kind, @Nullable Tlp partner, Audience audience, @Nullable Tlp liaison, boolean toPublic) {
        return IncidentEvent.newBuilder()
                .setEventId(new UUID(1, 2))
                .setIncidentId("canterbury.shared-incident")
                .setPublisher("canterbury")
                .setRevision(7)
                .setKind(kind)
                .setPhase(Phase.INVESTIGATING)
                .setOccurredAt(NOW.minusSeconds(1))
                .setAwareAt(NOW.minusSeconds(2))
                .setRecordedAt(NOW)
                .setRsitClass(RsitClass.INTRUSIONS)
                .setProposedCategory(4)
                .setAffectedServices(List.of(new AffectedService("canterbury.planning", "shared-service-name")))
                .setSuppliers(List.of("both-supplier"))
                .setLinks(List.of(new IncidentLink("both-linked", LinkRelation.SAME_CAUSE, "both-link-note")))
                .setPersonalData(PersonalData.NOT_KNOWN)
                .setPublicSection(toPublic ? words() : null)
                .setPartnerSection(partner == null ? null : detail(partner, audience))
                .setLiaisonSection(liaison == null ? null : liaison(liaison))
                .build();
    }

    static ServiceStatusEvent status(Sharing sharing, Audience audience) {
        return ServiceStatusEvent.newBuilder()
                .setEventId(new UUID(3, 4))
                .setServiceId("canterbury.planning")
                .setPublisher("canterbury")
                .setServiceName("shared-service-name")
                .setRevision(3)
                .setState(ServiceState.RESTRICTED)
                .setCause(StatusCause.PRECAUTION)
                .setIncidentId("partner-incident")
                .setMessage("shared-message")
                .setAlternative("shared-alternative")
                .setExpectedBy(NOW.plusSeconds(60))
                .setSince(NOW.minusSeconds(60))
                .setRecordedAt(NOW)
                .setSharing(sharing)
                .setAudience(audience)
                .build();
    }

    /** The canaries in {@code text} that begin with {@code prefix}. */
    static List<String> canaries(String prefix, Object projection) {
        List<String> found = new ArrayList<>();
        java.util.regex.Matcher matcher =
                java.util.regex.Pattern.compile("\\b" + prefix + "-[a-z-]+").matcher(String.valueOf(projection));
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static PublicSection words() {
        return new PublicSection(
                "public-headline", "public-statement", List.of("public-signatory"), NOW.plusSeconds(9));
    }

    private static PartnerSection detail(Tlp tlp, Audience audience) {
        return new PartnerSection(
                tlp,
                audience,
                "partner-summary",
                List.of("partner-technique"),
                List.of(new Indicator(IndicatorType.DOMAIN, "partner-indicator", Pap.RED, "partner-indicator-note")),
                "partner-advice",
                "partner-contact");
    }

    private static LiaisonSection liaison(Tlp tlp) {
        return new LiaisonSection(tlp, "liaison-detail", "liaison-help", "liaison-contact", "liaison-reference");
    }
}
