package uk.tocsin.publicfeed.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Two requests in an hour from one client, five from everyone, two letters a day to one address. */
class RequestLimitsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RequestLimits limits = new RequestLimits(Examples.properties(), nanos::get);

    @Test
    void oneClientMayAskSoOftenInAnHour() {
        assertThat(limits.allowsRequest("192.0.2.1")).isTrue();
        assertThat(limits.allowsRequest("192.0.2.1")).isTrue();
        assertThat(limits.allowsRequest("192.0.2.1")).isFalse();
        assertThat(limits.allowsRequest("192.0.2.2")).as("another client").isTrue();
        nanos.addAndGet(Duration.ofMinutes(61).toNanos());
        assertThat(limits.allowsRequest("192.0.2.1")).isTrue();
    }

    @Test
    void clientThatAsksTooOftenDoesNotUseUpWhatEveryoneHas() {
        for (int request = 0; request < 50; request++) {
            limits.allowsRequest("192.0.2.1");
        }
        assertThat(limits.allowsRequest("192.0.2.2")).isTrue();
        assertThat(limits.allowsRequest("192.0.2.3")).isTrue();
        assertThat(limits.allowsRequest("192.0.2.4")).isTrue();
        assertThat(limits.allowsRequest("192.0.2.5")).as("the sixth of five").isFalse();
    }

    @Test
    void oneAddressIsAskedForProofSoOftenInADay() {
        assertThat(limits.allowsLetter("a@example.org")).isTrue();
        assertThat(limits.allowsLetter("a@example.org")).isTrue();
        nanos.addAndGet(Duration.ofHours(23).toNanos());
        assertThat(limits.allowsLetter("a@example.org")).isFalse();
        assertThat(limits.allowsLetter("b@example.org")).isTrue();
        nanos.addAndGet(Duration.ofHours(2).toNanos());
        assertThat(limits.allowsLetter("a@example.org"))
                .as("a day after the first")
                .isTrue();
    }

    @Test
    void clientsOfOneNetworkAreOneAsTheyCanChooseFromIt() {
        assertThat(Client.of("2001:db8:1:2:3:4:5:6")).isEqualTo(Client.of("2001:db8:1:2::1"));
        assertThat(Client.of("2001:db8:1:3::1")).isNotEqualTo(Client.of("2001:db8:1:2::1"));
        assertThat(Client.of("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(Client.of("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    }
}
