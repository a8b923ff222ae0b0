package uk.tocsin.partnerfanout.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.DeliveryResult;
import uk.tocsin.partnerfanout.endpoint.Answer;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.position.DeliveryProgress;

/** What happens to a subscription whose endpoint has a bad day, in simulated time. */
class DeliveryLineTest {

    private final Journey journey = new Journey();

    @Test
    void everyEventIsTakenOnceAndWrittenDownBeforeThePositionMoves() {
        journey.logWrites = false;
        journey.arrive("a", "b", "a").pass(Duration.ofSeconds(1));

        assertThat(journey.taken).containsExactly("a1", "b1");
        assertThat(journey.line.progress().position()).isZero();
        assertThat(journey.line.isHeld()).isTrue();

        journey.logWrites = true;
        journey.pass(Duration.ofSeconds(10));

        assertThat(journey.taken).containsExactly("a1", "b1", "a2");
        assertThat(journey.outcomes()).containsOnly(DeliveryResult.DELIVERED).hasSize(3);
        assertThat(journey.line.progress().position()).isEqualTo(3);
        assertThat(journey.line.isHeld()).isFalse();
    }

    @Test
    void endpointThatIsDownForAnHourMissesNothing() {
        Instant back = journey.now().plus(Duration.ofHours(1));
        journey.endpoint = record -> journey.now().isBefore(back) ? Journey.down() : Journey.ok();
        journey.arrive("a", "b", "a", "c", "a").pass(Duration.ofMinutes(30));
        journey.arrive("b", "d").pass(Duration.ofMinutes(29));

        assertThat(journey.taken).isEmpty();
        assertThat(journey.line.isOpenCircuit()).isTrue();
        assertThat(journey.tried.size()).as("attempts in an hour").isBetween(10, 80);

        journey.pass(Duration.ofMinutes(7));

        assertThat(journey.taken).containsExactlyInAnyOrder("a1", "a2", "a3", "b1", "b2", "c1", "d1");
        assertThat(journey.takenOf("a")).containsExactly(1, 2, 3);
        assertThat(journey.takenOf("b")).containsExactly(1, 2);
        assertThat(journey.line.progress().position()).isEqualTo(7);
        assertThat(journey.deadLetters).isEmpty();
    }

    @Test
    void downEndpointIsProbedOneAtATimeAndHoldsLittleInMemory() {
        journey.endpoint = record -> Journey.down();
        for (int i = 0; i < 40; i++) {
            journey.arrive("incident-" + i);
        }
        journey.pass(Duration.ofMinutes(10));
        journey.mostInFlight = 0;

        journey.pass(Duration.ofHours(1));

        assertThat(journey.mostInFlight).isEqualTo(1);
        assertThat(journey.line.room()).isZero();
        assertThat(new HashSet<>(journey.tried)).hasSizeLessThan(2 * Journey.LIMITS.maxInFlight());
        assertThat(journey.line.progress().position()).isZero();
    }

    /** Once an inbox was read anew for every single record of a subscription that was behind. */
    @Test
    void backlogIsReadInLargeParts() {
        journey.latency = Duration.ofMillis(1);
        journey.mayBeTold = false;
        for (int i = 0; i < 2_000; i++) {
            journey.arrive("incident-" + i);
        }
        journey.reads = 0;
        journey.mayBeTold = true;

        journey.line.pump();
        journey.pass(Duration.ofMinutes(1));

        assertThat(journey.taken).hasSize(2_000);
        assertThat(journey.reads).isLessThan(2_000 / (Journey.LIMITS.maxPending() / 2) + 2);
    }

    @Test
    void eventsBehindThoseThatWaitAreReadThoughMuchIsInHand() {
        journey.latency = Duration.ofHours(1);
        for (int i = 0; i < 16; i++) {
            journey.arrive("slow", "slower", "slowest");
        }
        journey.latency = Duration.ofMillis(50);
        for (int i = 0; i < 20; i++) {
            journey.arrive("quick-" + i + "-");
        }
        journey.pass(Duration.ofMinutes(1));

        assertThat(journey.taken).hasSize(20).contains("quick-19-1");
    }

    @Test
    void flappingEndpointGetsEverythingInOrder() {
        journey.endpoint = record -> journey.now().getEpochSecond() / 10 % 2 == 0 ? Journey.down() : Journey.ok();
        for (int i = 0; i < 100; i++) {
            journey.arrive("a", "b", "c");
            journey.pass(Duration.ofSeconds(1));
        }
        journey.pass(Duration.ofHours(1));

        for (String incident : List.of("a", "b", "c")) {
            assertThat(journey.takenOf(incident)).isSorted().hasSize(100).doesNotHaveDuplicates();
        }
        assertThat(journey.line.progress().position()).isEqualTo(300);
    }

    @Test
    void slowEndpointTakesDifferentIncidentsSideBySideUpToALimit() {
        journey.latency = Duration.ofSeconds(9);
        journey.arrive("a", "a", "b", "c", "d", "e", "f");

        journey.pass(Duration.ofSeconds(9));
        assertThat(journey.taken).containsExactlyInAnyOrder("a1", "b1", "c1", "d1");
        assertThat(journey.mostInFlight).isEqualTo(Journey.LIMITS.maxInFlight());

        journey.pass(Duration.ofSeconds(9));
        assertThat(journey.taken).hasSize(7);
    }

    @Test
    void incidentThatIsRefusedForNowDoesNotHoldUpOthers() {
        journey.endpoint = record -> record.lane().equals("a") ? Journey.status(500) : Journey.ok();
        journey.arrive("a", "a", "b", "c", "b").pass(Duration.ofMillis(500));

        assertThat(journey.taken).containsExactlyInAnyOrder("b1", "b2", "c1");
        assertThat(journey.line.progress().position()).isZero();

        journey.endpoint = record -> Journey.ok();
        journey.pass(Duration.ofMinutes(10));

        assertThat(journey.takenOf("a")).containsExactly(1, 2);
        assertThat(journey.line.progress().position()).isEqualTo(5);
    }

    @Test
    void tooManyRequestsWithRetryAfterLeavesTheEndpointAloneForThatLong() {
        Instant start = journey.now();
        journey.endpoint = record -> journey.now().isBefore(start.plusSeconds(30))
                ? new Answer.Status(429, "120", "slow down")
                : Journey.ok();
        journey.arrive("a").pass(Duration.ofSeconds(1));
        journey.arrive("b", "c").pass(Duration.ofSeconds(118));

        assertThat(journey.tried).containsExactly("a1");
        assertThat(journey.written.get(0).getNextAttemptAt()).isAfterOrEqualTo(start.plusSeconds(120));

        journey.pass(Duration.ofSeconds(2));
        assertThat(journey.taken).containsExactlyInAnyOrder("a1", "b1", "c1");
    }

    @Test
    void tooManyRequestsWithoutRetryAfterBacksOff() {
        journey.endpoint = record -> journey.tried.size() < 3 ? Journey.status(429) : Journey.ok();
        journey.arrive("a").pass(Duration.ofMinutes(1));

        assertThat(journey.taken).containsExactly("a1");
        assertThat(journey.outcomes())
                .containsExactly(DeliveryResult.WILL_RETRY, DeliveryResult.WILL_RETRY, DeliveryResult.DELIVERED);
        assertThat(journey.written).extracting(DeliveryEvent::getAttempt).containsExactly(1, 2, 3);
    }

    @Test
    void refusedEventIsKeptAsADeadLetterAndTheNextOfItsIncidentGoesOn() {
        journey.endpoint = record -> Journey.name(record).equals("a1") ? Journey.status(422) : Journey.ok();
        journey.arrive("a", "a").pass(Duration.ofSeconds(1));

        assertThat(journey.deadLetters).extracting(Journey::name).containsExactly("a1");
        assertThat(journey.taken).containsExactly("a2");
        assertThat(journey.outcomes()).containsExactly(DeliveryResult.DEAD_LETTER, DeliveryResult.DELIVERED);
        assertThat(journey.written.get(0).getReason()).isEqualTo("the endpoint answered 422");
    }

    @Test
    void deadLetterThatCannotBeWrittenHoldsThePositionUntilItCan() {
        journey.deadLettersWrite = false;
        journey.endpoint = record -> record.lane().equals("a") ? Journey.status(400) : Journey.ok();
        journey.arrive("a", "a", "b").pass(Duration.ofHours(1));

        assertThat(journey.line.isHeld()).isTrue();
        assertThat(journey.line.progress().position()).isZero();
        assertThat(journey.taken).containsExactly("b1");
        assertThat(journey.tried).as("what was answered is not sent again").containsExactly("a1", "b1");

        journey.deadLettersWrite = true;
        journey.pass(Duration.ofSeconds(5));

        assertThat(journey.line.isHeld()).isFalse();
        assertThat(journey.deadLetters).extracting(Journey::name).containsExactly("a1", "a2");
        assertThat(journey.line.progress().position()).isEqualTo(3);
    }

    @Test
    void whatIsNotTakenWithinTheLimitBecomesADeadLetter() {
        journey.endpoint = record -> Journey.down();
        journey.arrive("a").pass(Duration.ofHours(73));

        assertThat(journey.deadLetters).extracting(Journey::name).containsExactly("a1");
        DeliveryEvent last = journey.written.get(journey.written.size() - 1);
        assertThat(last.getOutcome()).isEqualTo(DeliveryResult.DEAD_LETTER);
        assertThat(last.getReason()).startsWith("not taken in PT72H: no answer");
    }

    @Test
    void goneSuspendsTheSubscriptionAndKeepsWhatWasNotTaken() {
        journey.endpoint = record -> record.lane().equals("a") ? Journey.status(410) : Journey.ok();
        journey.arrive("b").pass(Duration.ofSeconds(1));
        journey.arrive("a", "a", "b", "c").pass(Duration.ofHours(1));

        assertThat(journey.suspensions).hasSize(1).allMatch(reason -> reason.contains("410"));
        assertThat(journey.outcomes()).contains(DeliveryResult.SUSPENDED);
        assertThat(journey.line.progress().position()).isEqualTo(1);
        assertThat(journey.tried).doesNotContain("a2");
        assertThat(journey.deadLetters).isEmpty();
    }

    @Test
    void redirectIsAFailureThatIsTriedAgain() {
        journey.endpoint = record -> journey.tried.size() < 2 ? Journey.status(308) : Journey.ok();
        journey.arrive("a").pass(Duration.ofMinutes(1));

        assertThat(journey.outcomes()).containsExactly(DeliveryResult.WILL_RETRY, DeliveryResult.DELIVERED);
        assertThat(journey.written.get(0).getReason()).contains("redirects are not followed");
    }

    @Test
    void whatTheFilterDoesNotAskForIsNotSentAndThatIsWrittenDown() {
        journey.filter = record -> record.lane().equals("a") ? Optional.of("not asked for") : Optional.empty();
        journey.arrive("a", "b", "a").pass(Duration.ofSeconds(1));

        assertThat(journey.tried).containsExactly("b1");
        assertThat(journey.written)
                .filteredOn(event -> event.getOutcome() == DeliveryResult.WITHHELD)
                .hasSize(2)
                .allSatisfy(event -> {
                    assertThat(event.getReason()).isEqualTo("not asked for");
                    assertThat(event.getAttempt()).isZero();
                });
        assertThat(journey.line.progress().position()).isEqualTo(3);
    }

    @Test
    void recordThatCannotBeReadIsKeptAndHoldsUpNothing() {
        journey.arrive("a").arriveNoise("a").arrive("a").pass(Duration.ofSeconds(1));

        assertThat(journey.taken).containsExactly("a1", "a2");
        assertThat(journey.deadLetters).extracting(InboxRecord::offset).containsExactly(1L);
        assertThat(journey.outcomes())
                .containsExactly(DeliveryResult.DELIVERED, DeliveryResult.DEAD_LETTER, DeliveryResult.DELIVERED);
        assertThat(journey.written.get(1).getAttempt()).isZero();
        assertThat(journey.line.progress().position()).isEqualTo(3);
    }

    @Test
    void changedEndpointIsTriedAtOnce() {
        journey.endpoint = record -> Journey.down();
        journey.arrive("a").pass(Duration.ofHours(2));
        int before = journey.tried.size();

        journey.endpoint = record -> Journey.ok();
        journey.line.change(Journey.SUBSCRIPTION);
        journey.pass(Duration.ofSeconds(1));

        assertThat(journey.tried).hasSize(before + 1);
        assertThat(journey.taken).containsExactly("a1");
    }

    /** The directory is followed twice a second; before this, alerts went out until it was looked at again. */
    @Test
    void memberThatMayNotBeToldAnyMoreIsSentNothingFromThatMomentOn() {
        journey.arrive("a").pass(Duration.ofSeconds(1));

        journey.mayBeTold = false;
        journey.arrive("a", "b").pass(Duration.ofMinutes(5));
        assertThat(journey.tried).containsExactly("a1");

        journey.mayBeTold = true;
        journey.line.pump();
        journey.pass(Duration.ofSeconds(1));
        assertThat(journey.taken).containsExactlyInAnyOrder("a1", "a2", "b1");
    }

    @Test
    void lineThatStopsInMidFlightMovesNothingMore() {
        journey.latency = Duration.ofSeconds(5);
        journey.arrive("a", "b").pass(Duration.ofSeconds(1));

        journey.line.stop();
        journey.pass(Duration.ofMinutes(1));

        assertThat(journey.taken).hasSize(2);
        assertThat(journey.line.progress().position()).isZero();
    }

    @Test
    void whoeverTakesOverSendsAgainOnlyWhatWasNotFinished() {
        journey.endpoint = record -> record.lane().equals("a") ? Journey.status(500) : Journey.ok();
        journey.arrive("a", "b", "c", "d").pass(Duration.ofMillis(300));
        DeliveryProgress left = journey.line.progress();

        var next = new Journey(DeliveryProgress.of(left.position(), left.note()));
        next.arrive("a", "b", "c", "d", "e").pass(Duration.ofSeconds(1));

        assertThat(journey.taken).containsExactlyInAnyOrder("b1", "c1", "d1");
        assertThat(next.taken).containsExactlyInAnyOrder("a1", "e1");
    }

    @Test
    void tenThousandEventsWithFivePercentFailuresArriveInOrderOfEachIncident() {
        var random = new Random(42);
        List<Integer> faults = List.of(408, 429, 500, 502, 503, 0);
        journey.endpoint = record -> {
            if (random.nextInt(100) >= 5) {
                return Journey.ok();
            }
            int fault = faults.get(random.nextInt(faults.size()));
            return fault == 0 ? Journey.down() : Journey.status(fault);
        };
        List<String> incidents = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            incidents.add("incident-" + i % 100 + "-");
        }
        Collections.shuffle(incidents, random);

        journey.arrive(incidents.toArray(String[]::new)).pass(Duration.ofHours(6));

        assertThat(journey.taken).hasSize(10_000).doesNotHaveDuplicates();
        for (String incident : Set.copyOf(incidents)) {
            assertThat(journey.takenOf(incident)).as(incident).isSorted().hasSize(100);
        }
        assertThat(journey.line.progress().position()).isEqualTo(10_000);
        assertThat(journey.written).as("an entry for each attempt").hasSameSizeAs(journey.tried);
    }

    /** Before this, what another published waited behind everything that stood before it in the inbox. */
    @Test
    void floodOfOnePublisherDoesNotHoldUpWhatAnotherHasPublished() {
        String[] flood = new String[800];
        Arrays.setAll(flood, number -> "canterbury.flood-" + number % 400 + "-");
        journey.arrive(flood).arrive("thanet.one-", "thanet.one-").pass(Duration.ofMillis(600));

        assertThat(journey.takenOf("thanet.one-")).containsExactly(1, 2);
        assertThat(journey.taken).as("of the flood, at four every 50 ms").hasSizeLessThan(60);

        journey.pass(Duration.ofMinutes(1));
        assertThat(journey.taken).hasSize(802).doesNotHaveDuplicates();
        for (String incident : Set.copyOf(Arrays.asList(flood))) {
            assertThat(journey.takenOf(incident)).containsExactly(1, 2);
        }
        assertThat(journey.line.progress().position()).isEqualTo(802);
    }

    /** When a line held only half as much of one publisher as it may hold at all, it stood still here. */
    @Test
    void incidentThatIsNotTakenDoesNotHoldUpItsPublishersOthersWithAllThatFollowsIt() {
        journey.endpoint = record -> record.lane().equals("canterbury.a-") ? Journey.status(500) : Journey.ok();
        String[] stuck = new String[30];
        Arrays.fill(stuck, "canterbury.a-");
        String[] others = new String[60];
        Arrays.setAll(others, number -> "canterbury.b" + number + "-");
        journey.arrive(stuck).arrive(others).pass(Duration.ofMinutes(5));

        assertThat(journey.taken).hasSize(60).doesNotHaveDuplicates();
    }

    /** Whatever comes from whom, whatever fails, and however often another process goes on. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyMixOfPublishersArrivesOnceAndInOrder(int seed) {
        var random = new Random(seed);
        String[] incidents = new String[900];
        Arrays.setAll(
                incidents,
                number -> (random.nextInt(10) < 7 ? "canterbury" : "member-" + random.nextInt(5)) + ".i"
                        + random.nextInt(20) + "-");
        List<String> taken = new ArrayList<>();
        var progress = new DeliveryProgress(0);
        for (int process = 0; process < 4; process++) {
            var present = new Journey(progress);
            boolean last = process == 3;
            present.endpoint = record -> last || random.nextInt(4) > 0 ? Journey.ok() : Journey.down();
            present.arrive(incidents).pass(last ? Duration.ofHours(3) : Duration.ofSeconds(2 + random.nextInt(5)));
            var unused = present.line.drain();
            present.pass(Duration.ofSeconds(1));
            present.line.stop();
            taken.addAll(present.taken);
            progress = DeliveryProgress.of(
                    present.line.progress().position(), present.line.progress().note());
        }

        assertThat(taken).hasSize(900).doesNotHaveDuplicates();
        for (String incident : Set.copyOf(Arrays.asList(incidents))) {
            assertThat(taken.stream()
                            .filter(name -> name.startsWith(incident))
                            .map(name -> Integer.parseInt(name.substring(incident.length()))))
                    .as(incident)
                    .isSorted();
        }
        assertThat(progress.position()).isEqualTo(900);
        assertThat(progress.note()).isEmpty();
    }

    /** Before this, the limit began anew with each process that took over. */
    @Test
    void limitCountsFromTheFirstAttemptAlsoWhenAnotherProcessGoesOn() {
        journey.endpoint = record -> record.lane().equals("a") ? Journey.status(500) : Journey.ok();
        journey.arrive("b", "a", "b").pass(Duration.ofDays(2));
        DeliveryProgress left = journey.line.progress();
        assertThat(left.position()).isEqualTo(1);

        var next = new Journey(DeliveryProgress.of(left.position(), left.note()));
        next.pass(Duration.ofDays(2));
        next.endpoint = journey.endpoint;
        next.arrive("b", "a", "b").pass(Duration.ofHours(23));
        assertThat(next.deadLetters).isEmpty();

        next.pass(Duration.ofHours(2));
        assertThat(next.deadLetters).extracting(Journey::name).containsExactly("a1");
        assertThat(next.taken).isEmpty();
        assertThat(next.line.progress().position()).isEqualTo(3);
    }
}
