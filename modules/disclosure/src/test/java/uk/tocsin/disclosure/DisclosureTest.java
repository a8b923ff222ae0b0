package uk.tocsin.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.tocsin.disclosure.Examples.audience;
import static uk.tocsin.disclosure.Examples.canaries;
import static uk.tocsin.disclosure.Examples.directory;
import static uk.tocsin.disclosure.Examples.incident;
import static uk.tocsin.disclosure.Examples.status;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.GssCode;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.Member;
import uk.tocsin.contracts.MemberKind;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.PublicSection;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Sharing;
import uk.tocsin.contracts.SubjectType;
import uk.tocsin.contracts.Tlp;

/** Who gets what, case by case; the whole of each projection is compared with what was meant to be in it. */
class DisclosureTest {

    private static final Audience NOBODY = audience(List.of(), List.of());
    private static final Audience CIRCLE = audience(List.of("east-kent-it"), List.of());
    private static final Audience THANET = audience(List.of("east-kent-it"), List.of("thanet"));

    @Test
    void publicGetsExactlyTheAllowedFields() {
        IncidentEvent event = incident(EventKind.UPDATED, Tlp.AMBER, CIRCLE, Tlp.AMBER, true);

        PublicNotice notice = PublicDisclosure.of(event, false).disclosed().orElseThrow();

        assertHeading(notice, event);
        assertThat(notice.getService()).isNull();
        var incident = Objects.requireNonNull(notice.getIncident());
        assertThat(incident.getPhase()).isEqualTo(event.getPhase());
        assertThat(incident.getPersonalData()).isEqualTo(event.getPersonalData());
        assertThat(incident.getAffectedServices()).isEqualTo(event.getAffectedServices());
        var words = Objects.requireNonNull(event.getPublicSection());
        assertThat(incident.getHeadline()).isEqualTo(words.getHeadline());
        assertThat(incident.getStatement()).isEqualTo(words.getStatement());
        assertThat(incident.getSignatories()).containsExactly("canterbury", "public-signatory");
        assertThat(incident.getNextUpdateDue()).isEqualTo(words.getNextUpdateDue());
    }

    /** Once, a council could put out a statement that seemed to be another's alone. */
    @Test
    void statementIsItsPublishersFirstOfAllWhoeverElseItNames() {
        assertThat(Signatories.of("canterbury", List.of("dover"))).containsExactly("canterbury", "dover");
        assertThat(Signatories.of("canterbury", List.of("dover", "canterbury", "dover", "thanet")))
                .containsExactly("canterbury", "dover", "thanet");
        assertThat(Signatories.of("canterbury", List.of("Dover District Council", "")))
                .containsExactly("canterbury");
        assertThat(Signatories.of("canterbury", List.of())).isEmpty();
    }

    @Test
    void publicGetsNothingOfAnEventWithoutPublicSection() {
        IncidentEvent event = incident(EventKind.DECLARED, Tlp.CLEAR, CIRCLE, Tlp.CLEAR, false);
        assertThat(PublicDisclosure.of(event, true)).isEqualTo(Decision.withhold(Decision.Reason.NO_SECTION));
    }

    @Test
    void publicIsToldOfAWithdrawalOnlyWhenItHadSomething() {
        IncidentEvent event = incident(EventKind.WITHDRAWN, null, NOBODY, null, true);

        PublicNotice notice = PublicDisclosure.of(event, true).disclosed().orElseThrow();

        assertHeading(notice, event);
        assertThat(notice.getIncident()).isNull();
        assertThat(PublicDisclosure.of(event, false)).isEqualTo(Decision.withhold(Decision.Reason.NO_SECTION));
    }

    @Test
    void publicServiceStatusHoldsWhatItShouldAndNoIncident() {
        ServiceStatusEvent event = status(Sharing.PUBLIC, CIRCLE);

        PublicNotice notice = PublicDisclosure.of(event, false).disclosed().orElseThrow();

        assertHeading(notice, event, EventKind.UPDATED);
        assertThat(notice.getIncident()).isNull();
        var service = Objects.requireNonNull(notice.getService());
        assertThat(service.getName()).isEqualTo(event.getServiceName());
        assertThat(service.getState()).isEqualTo(event.getState());
        assertThat(service.getCause()).isEqualTo(event.getCause());
        assertThat(service.getMessage()).isEqualTo(event.getMessage());
        assertThat(service.getAlternative()).isEqualTo(event.getAlternative());
        assertThat(service.getExpectedBy()).isEqualTo(event.getExpectedBy());
        assertThat(service.getSince()).isEqualTo(event.getSince());
        assertThat(canaries("partner", notice)).isEmpty();
    }

    @Test
    void noticeSaysWhoPublishedItAsTheDirectoryHasIt() {
        Directory named = Directory.EMPTY.with(Examples.entry("member:canterbury")
                .setMember(Member.newBuilder()
                        .setMemberId("canterbury")
                        .setName("Canterbury City Council")
                        .setKind(MemberKind.COUNCIL)
                        .setRegion("Kent")
                        .setGssCodes(List.of(
                                gssCode("E07000001", null, LocalDate.of(2024, 1, 17)),
                                gssCode("E07000106", LocalDate.of(2024, 1, 18), LocalDate.of(2024, 1, 18)),
                                gssCode("E07000999", LocalDate.of(2024, 1, 19), null)))
                        .build())
                .build());
        IncidentEvent incident = incident(EventKind.UPDATED, null, NOBODY, null, true);
        IncidentEvent withdrawal = incident(EventKind.WITHDRAWN, null, NOBODY, null, true);

        for (PublicNotice notice : List.of(
                PublicDisclosure.of(incident, named, false).disclosed().orElseThrow(),
                PublicDisclosure.of(withdrawal, named, true).disclosed().orElseThrow(),
                PublicDisclosure.of(status(Sharing.PUBLIC, NOBODY), named, false)
                        .disclosed()
                        .orElseThrow(),
                PublicDisclosure.of(status(Sharing.PARTNERS, NOBODY), named, true)
                        .disclosed()
                        .orElseThrow())) {
            assertThat(notice.getPublisher()).isEqualTo("canterbury");
            assertThat(notice.getPublisherName()).isEqualTo("Canterbury City Council");
            assertThat(notice.getPublisherRegion()).isEqualTo("Kent");
            assertThat(notice.getPublisherGssCode()).isEqualTo("E07000106");
        }
    }

    @Test
    void signatoriesHaveTheirNamesAndThoseUnknownTheirIds() {
        Directory directory = Directory.EMPTY.with(Examples.entry("member:public-signatory")
                .setMember(Member.newBuilder()
                        .setMemberId("public-signatory")
                        .setName("Example Council")
                        .setKind(MemberKind.COUNCIL)
                        .build())
                .build());
        IncidentEvent event = incident(EventKind.UPDATED, null, NOBODY, null, true);

        PublicNotice known =
                PublicDisclosure.of(event, directory, false).disclosed().orElseThrow();
        PublicNotice unknown = PublicDisclosure.of(event, false).disclosed().orElseThrow();

        assertThat(Objects.requireNonNull(known.getIncident()).getSignatoryNames())
                .containsExactly("canterbury", "Example Council");
        assertThat(Objects.requireNonNull(unknown.getIncident()).getSignatoryNames())
                .containsExactly("canterbury", "public-signatory");
        assertThat(unknown.getPublisherName()).isEmpty();
        assertThat(unknown.getPublisherGssCode()).isNull();
    }

    private static GssCode gssCode(String code, @Nullable LocalDate from, @Nullable LocalDate to) {
        return GssCode.newBuilder().setCode(code).setFrom(from).setTo(to).build();
    }

    @Test
    void statusThatIsNoLongerPublicTakesBackWhatThePublicHad() {
        for (Sharing sharing : List.of(Sharing.PARTNERS, Sharing.UNKNOWN)) {
            ServiceStatusEvent event = status(sharing, CIRCLE);

            PublicNotice notice = PublicDisclosure.of(event, true).disclosed().orElseThrow();

            assertHeading(notice, event, EventKind.WITHDRAWN);
            assertThat(notice.getService()).isNull();
            assertThat(PublicDisclosure.of(event, false))
                    .isEqualTo(Decision.withhold(Decision.Reason.NOT_SHARED_SO_FAR));
        }
    }

    @Test
    void memberOfTheAudienceGetsTheWholePartnerSection() {
        IncidentEvent event = incident(EventKind.DECLARED, Tlp.AMBER, CIRCLE, Tlp.AMBER, true);

        PartnerAlert alert = PartnerDisclosure.of(event, directory(), "thanet", false)
                .disclosed()
                .orElseThrow();

        assertHeading(alert, event, EventKind.DECLARED, Tlp.AMBER);
        var incident = Objects.requireNonNull(alert.getIncident());
        assertThat(incident.getPhase()).isEqualTo(event.getPhase());
        assertThat(incident.getPersonalData()).isEqualTo(event.getPersonalData());
        assertThat(incident.getAffectedServices()).isEqualTo(event.getAffectedServices());
        assertThat(incident.getStatement()).isEqualTo(signed(event, "canterbury", "public-signatory"));
        assertThat(incident.getOccurredAt()).isEqualTo(event.getOccurredAt());
        assertThat(incident.getRsitClass()).isEqualTo(event.getRsitClass());
        assertThat(incident.getSuppliers()).isEqualTo(event.getSuppliers());
        assertThat(incident.getLinks()).isEqualTo(event.getLinks());
        var detail = Objects.requireNonNull(incident.getDetail());
        var section = Objects.requireNonNull(event.getPartnerSection());
        assertThat(detail.getTlp()).isEqualTo(Tlp.AMBER);
        assertThat(detail.getSummary()).isEqualTo(section.getSummary());
        assertThat(detail.getTechniques()).isEqualTo(section.getTechniques());
        assertThat(detail.getIndicators()).isEqualTo(section.getIndicators());
        assertThat(detail.getAdvice()).isEqualTo(section.getAdvice());
        assertThat(detail.getContact()).isEqualTo(section.getContact());
    }

    @Test
    void strictLabelReachesOnlyMembersNamedOneByOne() {
        IncidentEvent event = incident(EventKind.DECLARED, Tlp.AMBER_STRICT, THANET, null, false);

        assertThat(decision(event, "thanet", false).disclosed()).isPresent();
        assertThat(decision(event, "dover", false)).isEqualTo(Decision.withhold(Decision.Reason.NOT_NAMED_FOR_STRICT));
        assertThat(decision(event, "ashford", false)).isEqualTo(Decision.withhold(Decision.Reason.NOT_IN_AUDIENCE));
    }

    @Test
    void redAndUnknownLabelsReachNoInbox() {
        assertThat(decision(incident(EventKind.DECLARED, Tlp.RED, THANET, null, false), "thanet", false))
                .isEqualTo(Decision.withhold(Decision.Reason.LABEL_IS_RED));
        assertThat(decision(incident(EventKind.DECLARED, Tlp.UNKNOWN, THANET, null, false), "thanet", false))
                .isEqualTo(Decision.withhold(Decision.Reason.UNKNOWN_LABEL));
    }

    @Test
    void emptyAudienceReachesNobody() {
        for (String member : Examples.COUNCILS.subList(1, 4)) {
            assertThat(decision(incident(EventKind.DECLARED, Tlp.CLEAR, NOBODY, null, false), member, false))
                    .isEqualTo(Decision.withhold(Decision.Reason.NOT_IN_AUDIENCE));
        }
    }

    @Test
    void unknownMemberAndPublisherGetNothing() {
        IncidentEvent event = incident(EventKind.DECLARED, Tlp.GREEN, audience(List.of(), List.of("gone")), null, true);

        assertThat(decision(event, "gone", false)).isEqualTo(Decision.withhold(Decision.Reason.UNKNOWN_MEMBER));
        assertThat(decision(event, "canterbury", true)).isEqualTo(Decision.withhold(Decision.Reason.IS_PUBLISHER));
    }

    /** Once, what a member without the role partner could not read was put into its inbox all the same. */
    @Test
    void memberThatIsNoPartnerGetsNothingAndIsToldWhenItHeldSomething() {
        Directory directory = directory().with(Examples.member("thanet", true, Role.PUBLISHER));
        IncidentEvent event = incident(EventKind.DECLARED, Tlp.GREEN, THANET, null, true);
        ServiceStatusEvent status = status(Sharing.PUBLIC, THANET);

        assertThat(PartnerDisclosure.of(event, directory, "thanet", false))
                .isEqualTo(Decision.withhold(Decision.Reason.NO_ROLE));
        assertThat(PartnerDisclosure.of(status, directory, "thanet", false))
                .isEqualTo(Decision.withhold(Decision.Reason.NO_ROLE));
        assertThat(new Addressees(THANET, Tlp.GREEN).whyNot("thanet", directory))
                .contains(Decision.Reason.NO_ROLE);
        assertThat(Recipients.of(THANET, directory).clearedFor(Tlp.GREEN)).containsExactly("canterbury", "dover");
        assertThat(Recipients.of(THANET, directory).problems()).containsExactly("member thanet is no partner");
        assertHeading(
                PartnerDisclosure.of(event, directory, "thanet", true)
                        .disclosed()
                        .orElseThrow(),
                event,
                EventKind.WITHDRAWN,
                Tlp.CLEAR);
    }

    @Test
    void whoeverFallsOutOfTheAudienceGetsABareWithdrawal() {
        IncidentEvent event = incident(EventKind.UPDATED, Tlp.AMBER, CIRCLE, Tlp.AMBER, true);

        for (String member : List.of("ashford", "gone")) {
            PartnerAlert alert = decision(event, member, true).disclosed().orElseThrow();
            assertHeading(alert, event, EventKind.WITHDRAWN, Tlp.CLEAR);
            assertThat(alert.getIncident()).isNull();
            assertThat(alert.getService()).isNull();
        }
    }

    @Test
    void withdrawalReachesWhoeverHadItAndNobodyElse() {
        IncidentEvent event = incident(EventKind.WITHDRAWN, Tlp.AMBER, CIRCLE, Tlp.AMBER, true);

        PartnerAlert alert = decision(event, "thanet", true).disclosed().orElseThrow();

        assertHeading(alert, event, EventKind.WITHDRAWN, Tlp.CLEAR);
        assertThat(alert.getIncident()).isNull();
        assertThat(decision(event, "thanet", false)).isEqualTo(Decision.withhold(Decision.Reason.NO_SECTION));
        assertThat(decision(event, "gone", true).disclosed()).isPresent();
    }

    @Test
    void followerGetsLaterPublicWordsAndNoDetail() {
        IncidentEvent event = incident(EventKind.UPDATED, null, NOBODY, Tlp.AMBER, true);

        PartnerAlert alert = decision(event, "thanet", true).disclosed().orElseThrow();

        assertHeading(alert, event, EventKind.UPDATED, Tlp.CLEAR);
        var incident = Objects.requireNonNull(alert.getIncident());
        assertThat(incident.getStatement()).isEqualTo(signed(event, "canterbury", "public-signatory"));
        assertThat(incident.getDetail()).isNull();
        assertThat(canaries("both", alert)).isEmpty();
        assertThat(incident.getOccurredAt()).isNull();
        assertThat(incident.getRsitClass()).isNull();
        assertThat(decision(event, "thanet", false)).isEqualTo(Decision.withhold(Decision.Reason.NO_SECTION));
    }

    @Test
    void followerHearsNothingOfAnEventForNcscAlone() {
        IncidentEvent event = incident(EventKind.UPDATED, null, NOBODY, Tlp.AMBER, false);
        assertThat(decision(event, "thanet", true)).isEqualTo(Decision.withhold(Decision.Reason.NO_SECTION));
    }

    @Test
    void serviceStatusReachesTheAudienceWithItsLabel() {
        for (Sharing sharing : List.of(Sharing.PUBLIC, Sharing.PARTNERS)) {
            ServiceStatusEvent event = status(sharing, CIRCLE);

            PartnerAlert alert = decision(event, "thanet", false).disclosed().orElseThrow();

            assertThat(alert.getTlp()).isEqualTo(sharing == Sharing.PUBLIC ? Tlp.CLEAR : Tlp.GREEN);
            assertHeading(alert, event, EventKind.UPDATED);
            var service = Objects.requireNonNull(alert.getService());
            assertThat(service.getName()).isEqualTo(event.getServiceName());
            assertThat(service.getState()).isEqualTo(event.getState());
            assertThat(service.getCause()).isEqualTo(event.getCause());
            assertThat(service.getIncidentId()).isEqualTo(event.getIncidentId());
            assertThat(service.getMessage()).isEqualTo(event.getMessage());
            assertThat(service.getAlternative()).isEqualTo(event.getAlternative());
            assertThat(service.getExpectedBy()).isEqualTo(event.getExpectedBy());
            assertThat(service.getSince()).isEqualTo(event.getSince());
            assertThat(decision(event, "ashford", false)).isEqualTo(Decision.withhold(Decision.Reason.NOT_IN_AUDIENCE));
            assertThat(decision(event, "canterbury", false)).isEqualTo(Decision.withhold(Decision.Reason.IS_PUBLISHER));
            assertThat(decision(event, "gone", false)).isEqualTo(Decision.withhold(Decision.Reason.UNKNOWN_MEMBER));
        }
    }

    @Test
    void statusThatGoesNowhereReachesNobodyAndIsTakenBack() {
        ServiceStatusEvent event = status(Sharing.UNKNOWN, CIRCLE);

        assertThat(decision(event, "thanet", false)).isEqualTo(Decision.withhold(Decision.Reason.NOT_SHARED_SO_FAR));
        PartnerAlert alert = decision(event, "thanet", true).disclosed().orElseThrow();
        assertHeading(alert, event, EventKind.WITHDRAWN);
        assertThat(alert.getTlp()).isEqualTo(Tlp.CLEAR);
        assertThat(alert.getService()).isNull();
    }

    @Test
    void membersThatGetTheSameOfAnEventGetOneObject() {
        IncidentEvent incident = incident(EventKind.DECLARED, Tlp.AMBER, CIRCLE, null, true);
        var ofIncident = PartnerDisclosure.each(incident, Optional.empty(), directory());
        var ofStatus = PartnerDisclosure.each(status(Sharing.PUBLIC, CIRCLE), directory());

        for (var each : List.of(ofIncident, ofStatus)) {
            PartnerAlert first = each.apply("thanet", false).disclosed().orElseThrow();
            PartnerAlert withdrawal = each.apply("ashford", true).disclosed().orElseThrow();

            assertThat(each.apply("dover", true).disclosed().orElseThrow()).isSameAs(first);
            assertThat(withdrawal.getKind()).isEqualTo(EventKind.WITHDRAWN);
            assertThat(each.apply("gone", true).disclosed().orElseThrow()).isSameAs(withdrawal);
            assertThat(each.apply("ashford", false).disclosed()).isEmpty();
        }
    }

    @Test
    void ncscGetsTheLiaisonSectionAndWhatBelongsToIt() {
        IncidentEvent event = incident(EventKind.DECLARED, Tlp.AMBER, CIRCLE, Tlp.AMBER_STRICT, true);

        Referral referral = LiaisonDisclosure.of(event, false).disclosed().orElseThrow();

        assertHeading(referral, event);
        assertThat(referral.getPhase()).isEqualTo(event.getPhase());
        assertThat(referral.getOccurredAt()).isEqualTo(event.getOccurredAt());
        assertThat(referral.getAwareAt()).isEqualTo(event.getAwareAt());
        assertThat(referral.getRsitClass()).isEqualTo(event.getRsitClass());
        assertThat(referral.getProposedCategory()).isEqualTo(event.getProposedCategory());
        assertThat(referral.getAffectedServices()).isEqualTo(event.getAffectedServices());
        assertThat(referral.getSuppliers()).isEqualTo(event.getSuppliers());
        assertThat(referral.getLinks()).isEqualTo(event.getLinks());
        assertThat(referral.getPersonalData()).isEqualTo(event.getPersonalData());
        assertThat(referral.getStatement()).isEqualTo(signed(event, "canterbury", "public-signatory"));
        assertThat(referral.getLiaison()).isEqualTo(event.getLiaisonSection());
        assertThat(canaries("partner", referral)).isEmpty();
    }

    @Test
    void ncscGetsNothingWithoutASectionOrWithALabelForPeopleOrUnknown() {
        assertThat(LiaisonDisclosure.of(incident(EventKind.DECLARED, Tlp.CLEAR, CIRCLE, null, true), true))
                .isEqualTo(Decision.withhold(Decision.Reason.NO_SECTION));
        assertThat(LiaisonDisclosure.of(incident(EventKind.DECLARED, null, NOBODY, Tlp.RED, false), false))
                .isEqualTo(Decision.withhold(Decision.Reason.LABEL_IS_RED));
        assertThat(LiaisonDisclosure.of(incident(EventKind.DECLARED, null, NOBODY, Tlp.UNKNOWN, false), false))
                .isEqualTo(Decision.withhold(Decision.Reason.UNKNOWN_LABEL));
    }

    @Test
    void ncscIsToldOfAWithdrawalOnlyWhenItHadSomething() {
        IncidentEvent event = incident(EventKind.WITHDRAWN, null, NOBODY, Tlp.AMBER, true);

        Referral referral = LiaisonDisclosure.of(event, true).disclosed().orElseThrow();

        assertHeading(referral, event);
        assertThat(referral.getLiaison()).isNull();
        assertThat(referral.getStatement()).isNull();
        assertThat(referral.getPersonalData()).isEqualTo(event.getPersonalData());
        assertThat(LiaisonDisclosure.of(event, false)).isEqualTo(Decision.withhold(Decision.Reason.NO_SECTION));
    }

    @Test
    void audienceNamesWhatTheDirectoryDoesNotKnow() {
        Recipients recipients = Recipients.of(
                audience(List.of("east-kent-it", "dissolved", "nowhere"), List.of("ashford", "gone")), directory());

        assertThat(recipients.named()).containsExactly("ashford");
        assertThat(recipients.throughCircles()).containsExactly("canterbury", "dover", "thanet");
        assertThat(recipients.problems())
                .containsExactly(
                        "member gone is not in the directory",
                        "circle dissolved is not in the directory",
                        "circle nowhere is not in the directory");
        assertThat(recipients.clearedFor(Tlp.GREEN)).containsExactly("ashford", "canterbury", "dover", "thanet");
    }

    @Test
    void labelsAreReadAndWrittenExactly() {
        assertThat(Labels.read("TLP:AMBER+STRICT")).contains(Tlp.AMBER_STRICT);
        assertThat(Labels.read("TLP:CLEAR")).contains(Tlp.CLEAR);
        for (String wrong : List.of("TLP:WHITE", "tlp:red", "AMBER", "TLP:UNKNOWN", "TLP:AMBER_STRICT", "")) {
            assertThat(Labels.read(wrong)).as(wrong).isEmpty();
        }
        for (Tlp tlp : List.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED)) {
            assertThat(Labels.read(Labels.written(tlp))).contains(tlp);
        }
    }

    @Test
    void stricterLabelWinsAndAnUnknownOneIsTheStrictest() {
        List<Tlp> rising = List.of(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED, Tlp.UNKNOWN);
        for (int i = 0; i < rising.size(); i++) {
            for (int j = 0; j < rising.size(); j++) {
                assertThat(Labels.stricter(rising.get(i), rising.get(j))).isEqualTo(rising.get(Math.max(i, j)));
            }
        }
    }

    @Test
    void directoryForgetsWhoHasLeftAndGrantsOnlyKnownRoles() {
        Directory directory = directory().with(Examples.member("dover", false));

        assertThat(directory.member("thanet")).isPresent();
        assertThat(directory.member("dover")).isEmpty();
        assertThat(directory.circle("east-kent-it")).isPresent();
        assertThat(directory.circle("dissolved")).isEmpty();
        assertThat(directory.allows("thanet", Role.PARTNER)).isTrue();
        assertThat(directory.allows("thanet", Role.PUBLISHER)).isFalse();
        assertThat(directory.allows("thanet", Role.UNKNOWN)).isFalse();
        assertThat(directory.allows("dover", Role.PARTNER)).isFalse();
        assertThat(directory.members()).hasSize(4);
        assertThat(directory.circles()).hasSize(2);
        assertThat(directory.subscriptions()).isEmpty();
        assertThat(directory.with(subscription()).subscriptions()).hasSize(1);
    }

    @Test
    void roleIsGrantedToActiveMembersOnlyAndTakesNoneAway() {
        Directory directory = directory().with(Examples.member("dover", false));

        assertThat(directory.granting("thanet", Role.PUBLISHER).allows("thanet", Role.PUBLISHER))
                .isTrue();
        assertThat(directory.granting("thanet", Role.PUBLISHER).allows("thanet", Role.PARTNER))
                .isTrue();
        assertThat(directory.granting("dover", Role.PARTNER).allows("dover", Role.PARTNER))
                .isFalse();
    }

    @Test
    void readerActsOnlyInItsRoles() {
        Reader reader = new Reader("thanet", java.util.Set.of(Role.PARTNER), java.time.Instant.MAX);
        assertThat(reader.is(Role.PARTNER)).isTrue();
        assertThat(reader.is(Role.PUBLISHER)).isFalse();
    }

    private static PublicSection signed(IncidentEvent event, String... signatories) {
        return PublicSection.newBuilder(Objects.requireNonNull(event.getPublicSection()))
                .setSignatories(List.of(signatories))
                .build();
    }

    private static uk.tocsin.contracts.DirectoryEntry subscription() {
        return Examples.entry("subscription:s")
                .setSubscription(uk.tocsin.contracts.Subscription.newBuilder()
                        .setSubscriptionId("s")
                        .setMemberId("thanet")
                        .setEndpoint("https://example.org/hook")
                        .setSealedSecret("sealed")
                        .setState(uk.tocsin.contracts.SubscriptionState.ACTIVE)
                        .setCreatedAt(Examples.NOW)
                        .build())
                .build();
    }

    private static Decision<PartnerAlert> decision(IncidentEvent event, String member, boolean holds) {
        return PartnerDisclosure.of(event, directory(), member, holds);
    }

    private static Decision<PartnerAlert> decision(ServiceStatusEvent event, String member, boolean holds) {
        return PartnerDisclosure.of(event, directory(), member, holds);
    }

    private static void assertHeading(PublicNotice notice, IncidentEvent event) {
        assertThat(List.of(notice.getEventId(), notice.getSubjectType(), notice.getSubjectId(), notice.getPublisher()))
                .isEqualTo(
                        List.of(event.getEventId(), SubjectType.INCIDENT, event.getIncidentId(), event.getPublisher()));
        assertThat(List.of(notice.getRevision(), notice.getKind(), notice.getRecordedAt()))
                .isEqualTo(List.of(event.getRevision(), event.getKind(), event.getRecordedAt()));
    }

    private static void assertHeading(PublicNotice notice, ServiceStatusEvent event, EventKind kind) {
        assertThat(List.of(notice.getEventId(), notice.getSubjectType(), notice.getSubjectId(), notice.getPublisher()))
                .isEqualTo(
                        List.of(event.getEventId(), SubjectType.SERVICE, event.getServiceId(), event.getPublisher()));
        assertThat(List.of(notice.getRevision(), notice.getKind(), notice.getRecordedAt()))
                .isEqualTo(List.of(event.getRevision(), kind, event.getRecordedAt()));
    }

    private static void assertHeading(PartnerAlert alert, IncidentEvent event, EventKind kind, Tlp tlp) {
        assertThat(List.of(alert.getEventId(), alert.getSubjectType(), alert.getSubjectId(), alert.getPublisher()))
                .isEqualTo(
                        List.of(event.getEventId(), SubjectType.INCIDENT, event.getIncidentId(), event.getPublisher()));
        assertThat(List.of(alert.getRevision(), alert.getKind(), alert.getRecordedAt(), alert.getTlp()))
                .isEqualTo(List.of(event.getRevision(), kind, event.getRecordedAt(), tlp));
    }

    private static void assertHeading(PartnerAlert alert, ServiceStatusEvent event, EventKind kind) {
        assertThat(List.of(alert.getEventId(), alert.getSubjectType(), alert.getSubjectId(), alert.getPublisher()))
                .isEqualTo(
                        List.of(event.getEventId(), SubjectType.SERVICE, event.getServiceId(), event.getPublisher()));
        assertThat(List.of(alert.getRevision(), alert.getKind(), alert.getRecordedAt()))
                .isEqualTo(List.of(event.getRevision(), kind, event.getRecordedAt()));
    }

    private static void assertHeading(Referral referral, IncidentEvent event) {
        assertThat(List.of(referral.getEventId(), referral.getIncidentId(), referral.getPublisher()))
                .isEqualTo(List.of(event.getEventId(), event.getIncidentId(), event.getPublisher()));
        assertThat(List.of(referral.getRevision(), referral.getKind(), referral.getRecordedAt()))
                .isEqualTo(List.of(event.getRevision(), event.getKind(), event.getRecordedAt()));
    }
}
