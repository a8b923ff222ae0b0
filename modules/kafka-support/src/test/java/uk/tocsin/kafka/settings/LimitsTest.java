package uk.tocsin.kafka.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void numberThatIsNotPositiveIsRefusedByName(int value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.requirePositive("maxStreams", value))
                .withMessage("maxStreams: " + value + " (expected: a positive number)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void timeThatIsNotPositiveIsRefusedByName(Duration value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.requirePositive("heartbeat", value))
                .withMessage("heartbeat: " + value + " (expected: a positive duration)");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10})
    void numberOutsideItsBoundsIsRefusedWithThem(long value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.requireBetween("deliveryLimit", value, 1, 9))
                .withMessage("deliveryLimit: " + value + " (expected: 1 to 9)");
    }

    @Test
    void leastOfEachIsLetPass() {
        assertThatCode(() -> {
                    Limits.requirePositive("maxStreams", 1);
                    Limits.requirePositive("heartbeat", Duration.ofNanos(1));
                    Limits.requireBetween("deliveryLimit", 1, 1, 9);
                    Limits.requireBetween("deliveryLimit", 9, 1, 9);
                })
                .doesNotThrowAnyException();
    }
}
