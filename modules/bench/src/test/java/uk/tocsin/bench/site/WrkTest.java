package uk.tocsin.bench.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrkTest {

    private static final String SAID = """
            Running 5s test @ http://127.0.0.1:8080/
              2 threads and 32 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     1.53ms    2.92ms  51.60ms   93.71%%
                Req/Sec    18.63k     3.26k   28.05k    70.00%%
              Latency Distribution
                 50%%  651.00us
                 75%%    1.33ms
                 90%%    3.56ms
                 99%%   %s
              185617 requests in 5.01s, 62.84MB read
            %sRequests/sec:  37123.40
            Transfer/sec:     12.54MB
            """;

    @ParameterizedTest
    @CsvSource({"14.06ms, 14.06", "880.00us, 0.88", "1.20s, 1200"})
    void rateAndPercentileAreRead(String said, double millis) {
        Wrk.Result result = Wrk.Result.of(SAID.formatted(said, ""));

        assertThat(result.rate()).isEqualTo(37_123.4);
        assertThat(result.p99Millis()).isEqualTo(millis);
    }

    @Test
    void answersThatWereRefusalsAreNoResult() {
        String refused = SAID.formatted("14.06ms", "  Non-2xx or 3xx responses: 185617\n");

        assertThatIllegalStateException().isThrownBy(() -> Wrk.Result.of(refused));
        assertThatIllegalStateException().isThrownBy(() -> Wrk.Result.of("unable to connect to 127.0.0.1:8080"));
    }
}
