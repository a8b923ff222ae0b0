package uk.tocsin.partnerfanout.delivery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.tocsin.partnerfanout.delivery.TwoInstances.Reply;
import uk.tocsin.partnerfanout.line.Journey;

/** A second instance joins and leaves while webhooks are in flight. */
class RebalanceTest {

    private static final List<String> INCIDENTS = List.of("a-", "b-", "c-", "d-", "e-", "f-");
    private static final int ROUNDS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TwoInstances hubs = new TwoInstances();

    @AfterEach
    void end() {
        hubs.close();
    }

    @Test
    void instanceThatJoinsAndLeavesInMidFlightLosesDoublesAndReordersNothing() {
        hubs.endpoint = record -> new Reply(millis(5, 30), Journey.ok());
        inMidFlight();

        for (String incident : INCIDENTS) {
            assertThat(hubs.firstArrivalsOf(incident)).containsExactlyElementsOf(inOrder(incident));
        }
        assertThat(hubs.repetitions()).as("what was out was waited for").isEmpty();
        assertThat(hubs.arrivals)
                .extracting(TwoInstances.Arrival::from)
                .as("both had a part in it")
                .contains("first", "second");
    }

    @Test
    void endpointThatOftenFailsGetsEveryEventInOrderFromBothInstances() {
        hubs.endpoint = record -> new Reply(
                millis(5, 30), ThreadLocalRandom.current().nextInt(5) == 0 ? Journey.status(503) : Journey.ok());
        inMidFlight();

        assertThat(hubs.taken).as("taken once").doesNotHaveDuplicates();
        for (String incident : INCIDENTS) {
            assertThat(hubs.taken.stream().filter(name -> name.startsWith(incident)))
                    .containsExactlyElementsOf(inOrder(incident));
        }
    }

    @Test
    void whatIsOutForLongerThanAHandoverWaitsIsSentAgainWithItsIdAndNothingElseIs() {
        Set<String> hung = ConcurrentHashMap.newKeySet();
        hubs.endpoint = record -> {
            boolean hangs = Journey.name(record).equals("a-2") && hung.add("a-2");
            return new Reply(hangs ? TwoInstances.HANDOVER.multipliedBy(3) : Duration.ofMillis(5), Journey.ok());
        };
        hubs.first.takesOver();
        hubs.arrive("a-", "b-", "a-", "b-", "a-");
        hubs.first.follow(0);
        await().atMost(PATIENCE).until(() -> hubs.taken.containsAll(List.of("a-1", "b-1", "b-2")));

        hubs.first.handsOver();
        hubs.second.takesOver();
        await().atMost(PATIENCE).until(() -> hubs.taken.contains("a-3") && hubs.committedPosition() == 5);

        assertThat(hubs.firstArrivalsOf("a-")).containsExactly("a-1", "a-2", "a-3");
        assertThat(hubs.arrivals).extracting(TwoInstances.Arrival::name).containsOnlyOnce("a-1", "b-1", "b-2", "a-3");
        assertThat(hubs.repetitions()).hasSize(1).containsValue(2L);
    }

    /** Events come in all the while, and three times the inbox goes from one instance to the other. */
    private void inMidFlight() {
        TwoInstances.Instance present = hubs.first;
        TwoInstances.Instance next = hubs.second;
        present.takesOver();
        long followed = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            hubs.arrive(INCIDENTS.toArray(String[]::new));
            present.follow(followed);
            followed = hubs.end();
            if (round % 5 == 0 && round < ROUNDS) {
                TwoInstances.Instance leaving = present;
                await().atMost(PATIENCE)
                        .pollDelay(1, MILLISECONDS)
                        .pollInterval(1, MILLISECONDS)
                        .until(() -> leaving.inFlight() > 0);
                leaving.handsOver();
                next.takesOver();
                present = next;
                next = leaving;
            }
        }
        await().atMost(PATIENCE).until(() -> hubs.committedPosition() == (long) ROUNDS * INCIDENTS.size());
        assertThat(Map.of("first", hubs.first.written, "second", hubs.second.written)
                        .values())
                .allSatisfy(written -> assertThat(written).isNotEmpty());
    }

    private static Duration millis(int from, int to) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextInt(from, to));
    }

    private static List<String> inOrder(String incident) {
        return IntStream.rangeClosed(1, ROUNDS)
                .mapToObj(number -> incident + number)
                .toList();
    }
}
