package uk.tocsin.partnerfanout.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.tocsin.partnerfanout.Examples.EAST_KENT;
import static uk.tocsin.partnerfanout.Examples.circles;
import static uk.tocsin.partnerfanout.Examples.incident;
import static uk.tocsin.partnerfanout.Examples.members;
import static uk.tocsin.partnerfanout.Examples.section;
import static uk.tocsin.partnerfanout.Examples.status;
import static uk.tocsin.partnerfanout.Examples.words;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.SourcePlace;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.contracts.Told;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.partnerfanout.Examples;

class InboxRoutingTest {

    private static final LedgerEntry DECLARED_TO_CIRCLE = declared(circles("east-kent"), Tlp.AMBER);

    @Test
    void circleReceivesWithoutItsPublisher() {
        var event = incident(1, EventKind.DECLARED)
                .setPartnerSection(section(Tlp.AMBER, circles("east-kent")))
                .build();

        var routing = route(event, EAST_KENT, null).orElseThrow();

        assertThat(routing.alerts().values()).containsExactly(set("dover", "thanet"));
        assertThat(routing.ledger().getRecipients()).isEqualTo(Map.of("dover", 1, "thanet", 1));
    }

    @Test
    void onlyNamedMembersReceiveStrict() {
        var audience = Audience.newBuilder(members("dover"))
                .setCircles(List.of("east-kent"))
                .build();
        var event = incident(1, EventKind.DECLARED)
                .setPartnerSection(section(Tlp.AMBER_STRICT, audience))
                .build();

        var routing = route(event, EAST_KENT, null).orElseThrow();

        assertThat(routing.alerts().values()).containsExactly(set("dover"));
    }

    @Test
    void eventWithoutPartnerSectionReachesNobodyAndIsNoted() {
        var routing =
                route(incident(1, EventKind.DECLARED).build(), EAST_KENT, null).orElseThrow();

        assertThat(routing.alerts()).isEmpty();
        assertThat(routing.ledger().getRevision()).isEqualTo(1);
        assertThat(routing.ledger().getRecipients()).isEmpty();
    }

    @Test
    void whoFallsOutOfAudienceIsToldOfWithdrawalAndHoldsNothingMore() {
        var event = incident(2, EventKind.UPDATED)
                .setPartnerSection(section(Tlp.AMBER, members("dover", "ashford")))
                .build();

        var routing = route(event, EAST_KENT, DECLARED_TO_CIRCLE).orElseThrow();

        assertThat(kindsOf(routing))
                .isEqualTo(Map.of(
                        "ashford", EventKind.UPDATED, "dover", EventKind.UPDATED, "thanet", EventKind.WITHDRAWN));
        assertThat(routing.ledger().getRecipients()).isEqualTo(Map.of("ashford", 2, "dover", 2));
        var withdrawal = routing.alerts().keySet().stream()
                .filter(alert -> alert.getKind() == EventKind.WITHDRAWN)
                .toList();
        assertThat(withdrawal)
                .singleElement()
                .satisfies(alert -> assertThat(alert.getIncident()).isNull());
    }

    @Test
    void withdrawalReachesEveryHolderAndNobodyElse() {
        var event = incident(2, EventKind.WITHDRAWN)
                .setPartnerSection(section(Tlp.AMBER, members("ashford")))
                .build();

        var routing = route(event, EAST_KENT, DECLARED_TO_CIRCLE).orElseThrow();

        assertThat(kindsOf(routing)).isEqualTo(Map.of("dover", EventKind.WITHDRAWN, "thanet", EventKind.WITHDRAWN));
        assertThat(routing.ledger().getRecipients()).isEmpty();
    }

    @Test
    void memberWhoLeftTheCircleIsToldOfWithdrawal() {
        Directory without = EAST_KENT.with(Examples.circle("east-kent", "canterbury", "dover"));
        var event = incident(2, EventKind.UPDATED)
                .setPartnerSection(section(Tlp.AMBER, circles("east-kent")))
                .build();

        var routing = route(event, without, DECLARED_TO_CIRCLE).orElseThrow();

        assertThat(kindsOf(routing)).isEqualTo(Map.of("dover", EventKind.UPDATED, "thanet", EventKind.WITHDRAWN));
    }

    @Test
    void memberWhoLeftTheCircleIsToldOfWithdrawalAlsoByWordsToThePublicAlone() {
        Directory without = EAST_KENT.with(Examples.circle("east-kent", "canterbury", "dover"));
        var event = incident(2, EventKind.UPDATED).setPublicSection(words()).build();

        var routing = route(event, without, DECLARED_TO_CIRCLE).orElseThrow();

        assertThat(kindsOf(routing)).isEqualTo(Map.of("dover", EventKind.UPDATED, "thanet", EventKind.WITHDRAWN));
    }

    @Test
    void wordsToThePublicLeaveTheAudienceAsItWas() {
        var event = incident(2, EventKind.UPDATED).setPublicSection(words()).build();

        var routing = route(event, EAST_KENT, DECLARED_TO_CIRCLE).orElseThrow();

        assertThat(routing.ledger().getAudience()).isEqualTo(circles("east-kent"));
        assertThat(routing.ledger().getTlp()).isEqualTo(Tlp.AMBER);
        assertThat(routing.ledger().getStanding()).isEqualTo(new SourcePlace(0, 1L));
        assertThat(routing.ledger().getLatest()).isEqualTo(new SourcePlace(0, 2L));
    }

    @Test
    void ledgerRemembersWhoWasToldWhatAndWhenAlsoAfterAWithdrawal() {
        var event = incident(2, EventKind.UPDATED)
                .setPartnerSection(section(Tlp.AMBER, members("dover")))
                .build();

        var routing = route(event, EAST_KENT, DECLARED_TO_CIRCLE).orElseThrow();

        assertThat(routing.ledger().getTold())
                .isEqualTo(
                        Map.of("dover", new Told(2, false, Examples.TIME), "thanet", new Told(2, true, Examples.TIME)));
    }

    @Test
    void incidentIsOpenUntilItIsWithdrawnResolvedOrNone() {
        for (EventKind end : List.of(EventKind.WITHDRAWN, EventKind.RESOLVED, EventKind.NOT_AFFECTED)) {
            assertThat(route(incident(2, end).build(), EAST_KENT, DECLARED_TO_CIRCLE)
                            .orElseThrow()
                            .ledger()
                            .getOpen())
                    .as("%s", end)
                    .isFalse();
        }
        assertThat(DECLARED_TO_CIRCLE.getOpen()).isTrue();
    }

    @Test
    void revisionTakenBeforeNotifiesNobody() {
        var again = incident(1, EventKind.DECLARED)
                .setPartnerSection(section(Tlp.AMBER, members("ashford")))
                .build();

        assertThat(route(again, EAST_KENT, DECLARED_TO_CIRCLE)).isEmpty();
    }

    @Test
    void unknownLabelReachesNobody() {
        var event = incident(1, EventKind.DECLARED)
                .setPartnerSection(section(Tlp.UNKNOWN, circles("east-kent")))
                .build();

        assertThat(route(event, EAST_KENT, null).orElseThrow().alerts()).isEmpty();
    }

    @Test
    void serviceStatusFollowsItsAudience() {
        var first =
                route(status(1, circles("east-kent")).build(), EAST_KENT, null).orElseThrow();

        var second = route(status(2, members("dover")).build(), EAST_KENT, first.ledger())
                .orElseThrow();

        assertThat(kindsOf(first)).isEqualTo(Map.of("dover", EventKind.UPDATED, "thanet", EventKind.UPDATED));
        assertThat(kindsOf(second)).isEqualTo(Map.of("dover", EventKind.UPDATED, "thanet", EventKind.WITHDRAWN));
    }

    private static Optional<InboxRouting> route(
            IncidentEvent event, Directory directory, @Nullable LedgerEntry before) {
        return InboxRouting.of(event, Examples.place(event.getRevision()), directory, before, Examples.TIME);
    }

    private static Optional<InboxRouting> route(
            ServiceStatusEvent event, Directory directory, @Nullable LedgerEntry before) {
        return InboxRouting.of(event, Examples.place(event.getRevision()), directory, before, Examples.TIME);
    }

    private static LedgerEntry declared(Audience audience, Tlp tlp) {
        var event = incident(1, EventKind.DECLARED)
                .setPartnerSection(section(tlp, audience))
                .build();
        return route(event, EAST_KENT, null).orElseThrow().ledger();
    }

    private static Map<String, EventKind> kindsOf(InboxRouting routing) {
        Map<String, EventKind> kinds = new TreeMap<>();
        routing.alerts().forEach((alert, to) -> to.forEach(memberId -> kinds.put(memberId, alert.getKind())));
        return kinds;
    }

    private static SortedSet<String> set(String... memberIds) {
        return new TreeSet<>(List.of(memberIds));
    }
}
