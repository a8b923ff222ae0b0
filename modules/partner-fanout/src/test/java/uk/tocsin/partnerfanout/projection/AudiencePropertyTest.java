package uk.tocsin.partnerfanout.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentAlert;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.partnerfanout.projection.AudienceWorld.Admit;
import uk.tocsin.partnerfanout.projection.AudienceWorld.Enter;
import uk.tocsin.partnerfanout.projection.AudienceWorld.Follow;
import uk.tocsin.partnerfanout.projection.AudienceWorld.Publish;
import uk.tocsin.partnerfanout.projection.AudienceWorld.Step;

/** Whatever a council publishes while the directory changes, and in whatever order. */
class AudiencePropertyTest {

    @Property(tries = 2_000)
    void nobodyOutsideReceivesContent(@ForAll("steps") List<Step> steps) {
        var world = new AudienceWorld();
        for (Step step : steps) {
            Map<String, Integer> before = sizes(world);
            world.take(step);
            world.inboxes.forEach((member, inbox) -> inbox.subList(before.getOrDefault(member, 0), inbox.size())
                    .forEach(alert -> {
                        if (alert.getIncident() != null) {
                            assertThat(world.audience()).contains(member);
                        } else {
                            assertThat(alert.getKind()).isEqualTo(EventKind.WITHDRAWN);
                            assertThat(alert.getTlp()).isEqualTo(Tlp.CLEAR);
                        }
                    }));
        }
    }

    @Property(tries = 2_000)
    void whoHadItAndIsOutHasAWithdrawalLast(@ForAll("steps") List<Step> steps) {
        var world = new AudienceWorld();
        for (Step step : steps) {
            world.take(step);
            if (step instanceof Publish) {
                world.inboxes.forEach((member, inbox) -> {
                    if (!inbox.isEmpty() && !world.audience().contains(member)) {
                        assertThat(last(inbox).getKind()).isEqualTo(EventKind.WITHDRAWN);
                    }
                });
            }
        }
    }

    @Property(tries = 2_000)
    void onceTheDirectoryWasFollowedEveryInboxIsRight(@ForAll("steps") List<Step> steps) {
        var world = new AudienceWorld();
        steps.forEach(world::take);

        world.take(new Follow());

        world.inboxes.forEach((member, inbox) -> {
            if (!world.audience().contains(member)) {
                assertThat(inbox.isEmpty() || last(inbox).getKind() == EventKind.WITHDRAWN)
                        .isTrue();
            } else if (world.open()) {
                assertThat(detailHeld(inbox)).isEqualTo(world.words());
            }
        });
    }

    @Property(tries = 2_000)
    void whoIsInHasTheCurrentWords(@ForAll("steps") List<Step> steps) {
        var world = new AudienceWorld();
        for (Step step : steps) {
            world.take(step);
            if (step instanceof Publish publish && publish.tlp() != null && publish.kind() != EventKind.WITHDRAWN) {
                assertThat(world.audience())
                        .allSatisfy(
                                member -> assertThat(last(world.inbox(member)).getIncident())
                                        .extracting(IncidentAlert::getDetail)
                                        .isNotNull());
            }
        }
    }

    @Property(tries = 5_000)
    void revisionsRiseAndNoIdComesTwice(@ForAll("steps") List<Step> steps) {
        var world = new AudienceWorld();
        steps.forEach(world::take);

        world.inboxes.values().forEach(AudiencePropertyTest::assertRisingAndDistinct);
    }

    /** Once, it got back what stands with the revision that had, below that of the withdrawal which it had been told of. */
    @Example
    void whoComesBackGetsWhatStandsAtARevisionNotBelowTheLastThatItWasTold() {
        var world = new AudienceWorld();
        Set<String> circle = Set.of("east-kent");
        for (boolean isToPublic : List.of(false, true)) {
            world.take(new Enter("east-kent", Set.of("thanet")));
            world.take(new Publish(EventKind.UPDATED, Tlp.CLEAR, circle, Set.of(), false));
            world.take(new Publish(EventKind.UPDATED, null, circle, Set.of(), isToPublic));
            world.take(new Enter("east-kent", Set.of()));
            world.take(new Publish(EventKind.UPDATED, null, circle, Set.of(), isToPublic));
            world.take(new Enter("east-kent", Set.of("thanet")));
            world.take(new Follow());
        }

        assertRisingAndDistinct(world.inbox("thanet"));
        assertThat(detailHeld(world.inbox("thanet"))).isEqualTo(world.words());
    }

    @Property(tries = 500)
    void repetitionYieldsNothingNew(@ForAll("steps") List<Step> steps) {
        var world = new AudienceWorld();
        steps.forEach(world::take);

        world.take(new Follow());

        assertThat(world.repeat()).isEmpty();
        assertThat(world.take(new Follow())).isEmpty();
    }

    private static void assertRisingAndDistinct(List<PartnerAlert> inbox) {
        assertThat(inbox).extracting(PartnerAlert::getRevision).isSorted();
        assertThat(inbox).extracting(PartnerAlert::getEventId).doesNotHaveDuplicates();
    }

    private static Map<String, Integer> sizes(AudienceWorld world) {
        return world.inboxes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, inbox -> inbox.getValue().size()));
    }

    /** The last words to partners that a reader of the inbox has, unless they were taken back. */
    private static String detailHeld(List<PartnerAlert> inbox) {
        String held = "nothing";
        for (PartnerAlert alert : inbox) {
            IncidentAlert incident = alert.getIncident();
            if (incident == null) {
                held = "nothing";
            } else if (incident.getDetail() != null) {
                held = incident.getDetail().getSummary();
            }
        }
        return held;
    }

    private static PartnerAlert last(List<PartnerAlert> inbox) {
        return inbox.get(inbox.size() - 1);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.<Step>frequencyOf(
                        Tuple.of(4, publish()),
                        Tuple.of(3, enter()),
                        Tuple.of(1, admit()),
                        Tuple.of(2, Arbitraries.of(new Follow())))
                .list()
                .ofMinSize(1)
                .ofMaxSize(14);
    }

    private static Arbitrary<Step> publish() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.of(EventKind.DECLARED, EventKind.UPDATED, EventKind.CORRECTED)),
                                Tuple.of(
                                        1,
                                        Arbitraries.of(
                                                EventKind.WITHDRAWN, EventKind.RESOLVED, EventKind.NOT_AFFECTED))),
                        Arbitraries.of(Tlp.values()).injectNull(0.3),
                        some(List.of("east-kent", "kent", "nowhere")),
                        some(List.of("thanet", "dover", "canterbury", "unheard-of")),
                        Arbitraries.of(true, false))
                .as(Publish::new);
    }

    private static Arbitrary<Step> enter() {
        return Combinators.combine(Arbitraries.of(AudienceWorld.CIRCLES), some(AudienceWorld.COUNCILS))
                .as(Enter::new);
    }

    private static Arbitrary<Step> admit() {
        return Combinators.combine(Arbitraries.of(AudienceWorld.COUNCILS), Arbitraries.of(true, false))
                .as(Admit::new);
    }

    private static Arbitrary<Set<String>> some(List<String> ids) {
        return Arbitraries.of(ids).set().ofMaxSize(ids.size());
    }
}
