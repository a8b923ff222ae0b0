package uk.tocsin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.DirectoryIds;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LiaisonSection;
import uk.tocsin.contracts.Member;
import uk.tocsin.contracts.MemberKind;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicSection;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Sharing;
import uk.tocsin.contracts.StatusCause;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Reader;
import uk.tocsin.kafka.registry.TrustedContracts;

class HistoryDisclosureTest {

    static {
        TrustedContracts.trust();
    }

    private static final Instant AT = Instant.parse("2024-01-18T10:00:00Z");
    private static final Directory DIRECTORY = Directory.EMPTY
            .with(member("canterbury", "Kent", Role.PUBLISHER, Role.PARTNER))
            .with(member("dover", "Kent", Role.PARTNER))
            .with(member("example-outsider", "Elsewhere", Role.PARTNER))
            .with(member("ncsc", null, Role.LIAISON))
            .with(member("example-kent-coordinator", "Kent", Role.COORDINATOR))
            .with(member("example-other-coordinator", "Elsewhere", Role.COORDINATOR))
            .with(member("example-nowhere-coordinator", null, Role.COORDINATOR));

    private static DirectoryEntry member(String id, @Nullable String region, Role... roles) {
        return DirectoryEntry.newBuilder()
                .setEntryId(DirectoryIds.member(id))
                .setRecordedAt(AT)
                .setRecordedBy("example-administrator")
                .setMember(Member.newBuilder()
                        .setMemberId(id)
                        .setName(id)
                        .setKind(MemberKind.COUNCIL)
                        .setRegion(region)
                        .setRoles(List.of(roles))
                        .build())
                .build();
    }

    private static IncidentEvent.Builder event(int revision, EventKind kind) {
        return IncidentEvent.newBuilder()
                .setEventId(new UUID(0, revision))
                .setIncidentId("canterbury.2024-01-cyber")
                .setPublisher("canterbury")
                .setRevision(revision)
                .setKind(kind)
                .setPhase(Phase.INVESTIGATING)
                .setRecordedAt(AT.plusSeconds(revision))
                .setPersonalData(PersonalData.NOT_KNOWN);
    }

    private static IncidentEvent full(Tlp tlp, String... named) {
        return event(1, EventKind.DECLARED)
                .setPublicSection(PublicSection.newBuilder()
                        .setHeadline("Cyber incident")
                        .setStatement("We are looking into it.")
                        .build())
                .setPartnerSection(PartnerSection.newBuilder()
                        .setTlp(tlp)
                        .setAudience(
                                Audience.newBuilder().setMembers(List.of(named)).build())
                        .setSummary("partner-canary")
                        .build())
                .setLiaisonSection(LiaisonSection.newBuilder()
                        .setTlp(Tlp.AMBER)
                        .setTechnicalDetail("liaison-canary")
                        .build())
                .build();
    }

    private static HistoryDisclosure reader(String memberId, Role... roles) {
        return new HistoryDisclosure(DIRECTORY, new Reader(memberId, Set.of(roles), Instant.MAX));
    }

    private static List<View> views(List<Shown> shown) {
        return shown.stream().map(Shown::view).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "canterbury, PUBLISHER, AMBER, INCIDENT_EVENT",
        "canterbury, PARTNER, RED, INCIDENT_EVENT",
        "canterbury, COORDINATOR, AMBER, PUBLIC_NOTICE",
        "dover, PARTNER, AMBER, PARTNER_ALERT",
        "dover, PARTNER, AMBER_STRICT, PARTNER_ALERT",
        "dover, PARTNER, RED, PUBLIC_NOTICE",
        "dover, PARTNER, UNKNOWN, PUBLIC_NOTICE",
        "dover, LIAISON, AMBER, PUBLIC_NOTICE",
        "example-outsider, PARTNER, GREEN, PUBLIC_NOTICE",
        "ncsc, LIAISON, AMBER, REFERRAL",
        "ncsc, PARTNER, AMBER, PUBLIC_NOTICE",
        "example-kent-coordinator, COORDINATOR, GREEN, PARTNER_ALERT",
        "example-kent-coordinator, COORDINATOR, AMBER, PARTNER_ALERT",
        "example-kent-coordinator, COORDINATOR, AMBER_STRICT, PUBLIC_NOTICE",
        "example-kent-coordinator, COORDINATOR, RED, PUBLIC_NOTICE",
        "example-other-coordinator, COORDINATOR, CLEAR, PUBLIC_NOTICE",
        "example-nowhere-coordinator, COORDINATOR, CLEAR, PUBLIC_NOTICE",
        "example-stranger, PARTNER, CLEAR, PUBLIC_NOTICE",
    })
    void showsEachReaderItsView(String memberId, Role role, Tlp tlp, View expected) {
        List<Shown> shown = reader(memberId, role).of(full(tlp, "dover"), new Standing());

        assertThat(views(shown)).containsExactly(expected);
        assertThat(shown.toString().contains("partner-canary"))
                .isEqualTo(expected == View.PARTNER_ALERT || expected == View.INCIDENT_EVENT);
        assertThat(shown.toString().contains("liaison-canary"))
                .isEqualTo(expected == View.REFERRAL || expected == View.INCIDENT_EVENT);
    }

    @Test
    void showsStrictDetailToACoordinatorThatIsNamed() {
        List<Shown> shown = reader("example-kent-coordinator", Role.COORDINATOR)
                .of(full(Tlp.AMBER_STRICT, "example-kent-coordinator"), new Standing());

        assertThat(views(shown)).containsExactly(View.PARTNER_ALERT);
    }

    @Test
    void showsNothingOfAnEventThatIsNotForTheReader() {
        IncidentEvent closed = IncidentEvent.newBuilder(full(Tlp.AMBER, "dover"))
                .setPublicSection(null)
                .build();

        assertThat(reader("example-outsider", Role.PARTNER).of(closed, new Standing()))
                .isEmpty();
    }

    @Test
    void showsAWithdrawalOnlyOfWhatWasShown() {
        Standing standing = new Standing();
        HistoryDisclosure dover = reader("dover", Role.PARTNER);
        IncidentEvent withdrawn = event(2, EventKind.WITHDRAWN).build();

        assertThat(dover.of(withdrawn, standing)).isEmpty();

        dover.of(full(Tlp.AMBER, "dover"), standing).forEach(standing::note);
        List<Shown> shown = dover.of(withdrawn, standing);
        assertThat(shown).singleElement().matches(Shown::takesBack);
        shown.forEach(standing::note);

        assertThat(dover.of(withdrawn, standing)).isEmpty();
    }

    /** Once, a service of the same id made an incident look as if it had been shown, and its existence got out. */
    @Test
    void saysNothingOfAnIncidentToWhomHasSeenAServiceOfTheSameId() {
        Standing standing = new Standing();
        HistoryDisclosure outsider = reader("example-outsider", Role.PARTNER);
        IncidentEvent closed = IncidentEvent.newBuilder(full(Tlp.AMBER, "dover"))
                .setPublicSection(null)
                .build();
        outsider.of(status(closed.getIncidentId(), "example-outsider"), standing)
                .forEach(standing::note);

        assertThat(outsider.of(closed, standing)).isEmpty();
        assertThat(outsider.of(event(2, EventKind.WITHDRAWN).build(), standing)).isEmpty();
    }

    @Test
    void keepsAStatusForPartnersFromEverybodyElse() {
        ServiceStatusEvent status = status("canterbury.planning", "dover");

        assertThat(views(reader("canterbury", Role.PUBLISHER).of(status, new Standing())))
                .containsExactly(View.SERVICE_STATUS_EVENT);
        assertThat(views(reader("dover", Role.PARTNER).of(status, new Standing())))
                .containsExactly(View.PARTNER_ALERT);
        assertThat(views(reader("example-kent-coordinator", Role.COORDINATOR).of(status, new Standing())))
                .containsExactly(View.PARTNER_ALERT);
        assertThat(reader("example-outsider", Role.PARTNER).of(status, new Standing()))
                .isEmpty();
        assertThat(reader("ncsc", Role.LIAISON).of(status, new Standing())).isEmpty();
    }

    private static ServiceStatusEvent status(String serviceId, String named) {
        return ServiceStatusEvent.newBuilder()
                .setEventId(new UUID(0, 7))
                .setServiceId(serviceId)
                .setPublisher("canterbury")
                .setServiceName("Planning")
                .setRevision(1)
                .setState(ServiceState.RESTRICTED)
                .setCause(StatusCause.PRECAUTION)
                .setSince(AT)
                .setRecordedAt(AT)
                .setSharing(Sharing.PARTNERS)
                .setAudience(Audience.newBuilder().setMembers(List.of(named)).build())
                .build();
    }
}
