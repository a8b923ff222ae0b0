package uk.tocsin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepeatingTest {

    /** Once, a broker that did not answer in one run was the end of all of them. */
    @Test
    void runThatFailsDoesNotKeepTheNextFromComing() throws InterruptedException {
        var runs = new CountDownLatch(3);
        var repeating = new Repeating("example", Duration.ofMillis(1), () -> {
            runs.countDown();
            throw new IllegalStateException("example");
        });

        repeating.start();
        try {
            assertThat(repeating.isRunning()).isTrue();
            assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            repeating.stop();
        }

        assertThat(repeating.isRunning()).isFalse();
    }
}
