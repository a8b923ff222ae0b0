package uk.tocsin.partnerfanout.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private final RetryPolicy policy =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(1), Duration.ofDays(3));

    @Test
    void ceilingDoublesUpToTheLongestWait() {
        assertThat(policy.delay(1, 1, null)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.delay(2, 1, null)).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.delay(5, 1, null)).isEqualTo(Duration.ofSeconds(16));
        assertThat(policy.delay(10, 1, null)).isEqualTo(Duration.ofMinutes(5));
        assertThat(policy.delay(1_000_000, 1, null)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void jitterIsFull() {
        assertThat(policy.delay(5, 0, null)).isEqualTo(Duration.ZERO);
        assertThat(policy.delay(5, 0.5, null)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void endpointsWishIsNotUndercutAndHasALimit() {
        assertThat(policy.delay(1, 1, Duration.ofMinutes(30))).isEqualTo(Duration.ofMinutes(30));
        assertThat(policy.delay(10, 1, Duration.ofSeconds(1))).isEqualTo(Duration.ofMinutes(5));
        assertThat(policy.delay(1, 1, Duration.ofDays(365))).isEqualTo(Duration.ofDays(1));
    }
}
