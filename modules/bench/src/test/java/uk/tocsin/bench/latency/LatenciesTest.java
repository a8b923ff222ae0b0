package uk.tocsin.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private static final Offset<Double> NEAR = within(0.2);
    private static final Timeline HUNDRED_A_SECOND = new Timeline(0, 100);

    @Test
    void eventsAreDueAtEvenDistances() {
        assertThat(new Timeline(5, 100).due(3)).isEqualTo(5 + TimeUnit.MILLISECONDS.toNanos(30));
    }

    @Test
    void waitBehindAStalledHubCountsFromWhenEachEventWasDue() {
        Latencies latencies = new Latencies(HUNDRED_A_SECOND, 0, 100);
        long end = HUNDRED_A_SECOND.due(100);

        // A hub that stalls for a second and then answers everything at once.
        for (int index = 0; index < 100; index++) {
            latencies.note(index, end);
        }

        assertThat(latencies.percentiles().get(Latencies.MEDIAN)).isEqualTo(500, within(1.0));
        assertThat(latencies.percentiles().get(Latencies.WORST)).isEqualTo(1_000, within(1.0));
    }

    @Test
    void warmUpDoesNotCount() {
        Latencies latencies = new Latencies(HUNDRED_A_SECOND, 1, 2);

        latencies.note(0, HUNDRED_A_SECOND.due(0) + TimeUnit.SECONDS.toNanos(1));
        latencies.note(1, HUNDRED_A_SECOND.due(1) + TimeUnit.MILLISECONDS.toNanos(3));

        assertThat(latencies.percentiles().get(Latencies.WORST)).isEqualTo(3, NEAR);
    }

    @Test
    void eventThatArrivesTwiceIsNotOnce() {
        Latencies latencies = new Latencies(HUNDRED_A_SECOND, 0, 2);
        latencies.note(0, 1);

        assertThatIllegalStateException().isThrownBy(() -> latencies.note(0, 2));
    }

    @Test
    void loopDoesNotLetAnythingGoBeforeItIsDueAndCatchesUpAfterAStall() {
        Timeline timeline = new Timeline(System.nanoTime(), 1_000);
        long[] sent = new long[20];

        OpenLoop.run(timeline, sent.length, index -> {
            if (index == 5) {
                java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(8));
            }
            sent[index] = System.nanoTime();
        });

        for (int index = 0; index < sent.length; index++) {
            assertThat(sent[index]).isGreaterThanOrEqualTo(timeline.due(index));
        }
    }
}
