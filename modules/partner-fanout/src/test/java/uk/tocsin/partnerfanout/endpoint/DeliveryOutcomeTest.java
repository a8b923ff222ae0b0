package uk.tocsin.partnerfanout.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table in docs/delivery.md. */
class DeliveryOutcomeTest {

    private static final Instant NOW = Instant.parse("2024-01-19T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "200, Delivered",
        "201, Delivered",
        "204, Delivered",
        "299, Delivered",
        "301, Retry",
        "302, Retry",
        "307, Retry",
        "308, Retry",
        "400, GiveUp",
        "401, GiveUp",
        "403, GiveUp",
        "404, GiveUp",
        "409, GiveUp",
        "413, GiveUp",
        "422, GiveUp",
        "408, Retry",
        "425, Retry",
        "429, Retry",
        "410, Suspend",
        "500, Retry",
        "502, Retry",
        "503, Retry",
        "504, Retry",
        "599, Retry"
    })
    void statusDecides(int status, String outcome) {
        assertThat(DeliveryOutcome.of(new Answer.Status(status, null, ""), NOW)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @EnumSource
    void noAnswerIsTriedAgain(Answer.Fault fault) {
        assertThat(DeliveryOutcome.of(new Answer.None(fault, "why"), NOW))
                .isEqualTo(new DeliveryOutcome.Retry(null, "why"));
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(asked(503, "120")).isEqualTo(Duration.ofMinutes(2));
        assertThat(asked(429, " 7 ")).isEqualTo(Duration.ofSeconds(7));
        assertThat(asked(429, "Fri, 19 Jan 2024 09:01:00 GMT")).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource({"''", "soon", "-5", "0", "1.5", "99999999999999999999", "'Fri, 19 Jan 2024 08:00:00 GMT'"})
    void anythingElseInItCountsForNothing(String header) {
        assertThat(asked(429, header)).isNull();
    }

    private static @Nullable Duration asked(int status, String header) {
        return ((DeliveryOutcome.Retry) DeliveryOutcome.of(new Answer.Status(status, header, ""), NOW)).asked();
    }
}
