package uk.tocsin.bench.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ProducerToolTest {

    @Test
    void rateIsThatOfTheSummaryAfterTheWarmUp() {
        String output = """
                75000 records sent, 15000.0 records/sec (20.1 MB/sec), 1.0 ms avg latency, 2.0 ms max latency.
                150000 records sent, 40123.4 records/sec (50.2 MB/sec), 3.1 ms avg latency, 9.0 ms max latency.
                100000 records sent, 48263.5 records/sec (60.3 MB/sec), 2.9 ms avg latency, 8.0 ms max latency.
                """;

        assertThat(ProducerTool.rateIn(output)).isEqualTo(48_263.5);
    }

    @Test
    void outputWithoutARateIsAFailure() {
        assertThatIllegalStateException().isThrownBy(() -> ProducerTool.rateIn("usage: kafka-producer-perf-test"));
    }
}
