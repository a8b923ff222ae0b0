package uk.tocsin.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static final Section SECTION = new Section(
            "fan-out",
            "how many",
            "events/s",
            List.of("plain loop", "Spring listener"),
            List.of(
                    new Line("10 inboxes", "Tocsin", Map.of("events/s", Sample.of(90, 95, 85))),
                    new Line("10 inboxes", "plain loop", Map.of("events/s", Sample.of(100, 100, 100))),
                    new Line("50 inboxes", "Tocsin", Map.of("events/s", Sample.of(1_234.5)))),
            List.of(new Goal("Tocsin / plain loop", true, 0.9, 0.9), new Goal("p99 in ms", false, 100, 100.5)));

    private static final Report REPORT = new Report(
            Instant.parse("2024-01-19T09:00:00Z"),
            new Machine(2, "Example processor", 4096, "Linux 6 amd64", "Example VM 17"),
            Map.of("--repetitions", "3"),
            List.of(SECTION));

    @Test
    void tableIsAlignedAndHoldsEachAgainstTheReferenceOfItsCondition() {
        List<String> lines = new ArrayList<>();
        REPORT.print(lines::add);

        assertThat(lines)
                .containsExactly(
                        "2 cores (Example processor), 4096 MiB, Linux 6 amd64, Example VM 17, 2024-01-19T09:00:00Z",
                        "",
                        "fan-out: how many",
                        "                        events/s   least to most  / plain loop  / Spring listener",
                        "10 inboxes  Tocsin          90.0    85.0 to 95.0          0.90",
                        "10 inboxes  plain loop       100      100 to 100",
                        "50 inboxes  Tocsin         1,235  1,235 to 1,235",
                        "goal met: Tocsin / plain loop: 0.90 (wanted: at least 0.90)",
                        "goal MISSED: p99 in ms: 101 (wanted: at most 100)");
    }

    @Test
    void jsonHoldsMachineEveryRunRatiosAndGoals() {
        JsonNode json = JsonMapper.builder().build().readTree(REPORT.asJson());

        assertThat(json.path("machine").path("cores").asInt()).isEqualTo(2);
        assertThat(json.path("settings").path("--repetitions").asString()).isEqualTo("3");
        JsonNode line = json.path("benchmarks").path(0).path("lines").path(0);
        assertThat(line.path("samples").path("events/s").path("median").asDouble())
                .isEqualTo(90);
        assertThat(line.path("samples").path("events/s").path("runs")).hasSize(3);
        assertThat(line.path("ratios").path("plain loop").asDouble()).isEqualTo(0.9);
        assertThat(line.path("ratios").has("Spring listener")).isFalse();
        JsonNode goals = json.path("benchmarks").path(0).path("goals");
        assertThat(goals.path(0).path("met").asBoolean()).isTrue();
        assertThat(goals.path(1).path("met").asBoolean()).isFalse();
        assertThat(goals.path(1).path("atMost").asDouble()).isEqualTo(100);
    }

    @Test
    void machineKnowsItsCoresAndItsVirtualMachine() {
        assertThat(Machine.here().cores()).isPositive();
        assertThat(Machine.here().jvm()).contains(System.getProperty("java.vm.version"));
    }
}
