package uk.tocsin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchCommandTest {

    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "speed",
                "fan-out --repetitions=0",
                "fan-out --recipients=10,401",
                "fan-out --records=10",
                "latency --rates=0",
                "latency --seconds=1",
                "growth --partners=501",
                "growth --events=0",
                "site --load-seconds=0",
                "site --readers=0"
            })
    void whatCannotBeMeasuredIsRefusedBeforeAnythingStarts(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(said.toString()).contains("Usage: tocsin bench");
    }

    @Test
    void helpNamesEveryBenchmark() {
        assertThat(run("--help")).isZero();
        assertThat(said.toString().replaceAll("\\s+", " ")).contains("fan-out, latency, growth, webhooks, site");
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(said, true));
        command.setErr(new PrintWriter(said, true));
        return command.execute(arguments);
    }
}
