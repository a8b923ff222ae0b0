package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;

/** Promise 5: history moves nobody's position, is in order of time, and shows each reader what it may see today. */
class ReplayIT {

    private final Hub hub = Hub.get();
    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void historyIsInOrderOfTimeAndMovesNobody() {
        Instant from = Instant.now().minusSeconds(1);
        String run = "replay-" + UUID.randomUUID();
        for (int round = 0; round < 3; round++) {
            for (String council : List.of("canterbury", "thanet", "dover")) {
                publish(council, council + "." + run + "-" + round, "kent-councils");
            }
        }
        awaitQuiet();
        Map<String, String> before = hub.kafka.administration().positions();
        int inbox = hub.kafka.read(Topics.inbox("ashford")).size();

        List<JsonNode> events = history(hub.as("kent-resilience", Role.COORDINATOR), from, run);

        assertThat(events).hasSize(9);
        assertThat(events.stream()
                        .map(event -> Instant.parse(event.path("recordedAt").asString())))
                .isSorted();
        assertThat(hub.kafka.administration().positions()).isEqualTo(before);
        assertThat(hub.kafka.read(Topics.inbox("ashford"))).hasSize(inbox);
    }

    @Test
    void todaysDirectoryDecidesWhatAReaderSeesOfThePast() {
        Instant from = Instant.now().minusSeconds(1);
        String run = "rights-" + UUID.randomUUID();
        String circle = "c" + Long.toString(System.nanoTime(), 36);
        circle(circle, "thanet");
        publish("canterbury", "canterbury." + run, circle);

        assertThat(history(hub.as("thanet", Role.PARTNER), from, run).toString())
                .contains("Example summary");
        assertThat(history(hub.as("dover", Role.PARTNER), from, run).toString()).doesNotContain("Example summary");

        circle(circle, "dover");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(history(hub.as("dover", Role.PARTNER), from, run).toString())
                    .contains("Example summary");
            assertThat(history(hub.as("thanet", Role.PARTNER), from, run).toString())
                    .doesNotContain("Example summary");
        });
    }

    @Test
    void rangeThatCannotBeIsRefusedWithItsFields() {
        Caller.Answer answer = hub.as("kent-resilience", Role.COORDINATOR)
                .get("/v1/history?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().path("errors").isEmpty()).isFalse();
    }

    private void circle(String id, String member) {
        assertThat(hub.administrator()
                        .put("/v1/directory/circles/" + id, "{\"name\":\"Example\",\"members\":[\"" + member + "\"]}")
                        .status())
                .isBetween(200, 201);
    }

    private void publish(String council, String incident, String circle) {
        String body = Events.json(UUID.randomUUID(), incident, "declared", "").replace("kent-councils", circle);
        Caller.Answer answer = hub.publisher(council).post("/v1/incidents", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    /** Until no projection moves any more, so that a position that moves later was moved by what is tried. */
    private void awaitQuiet() {
        AtomicReference<Map<String, String>> last = new AtomicReference<>(Map.of());
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .during(Duration.ofSeconds(2))
                .until(() -> {
                    Map<String, String> now = hub.kafka.administration().positions();
                    return now.equals(last.getAndSet(now));
                });
    }

    private List<JsonNode> history(Caller caller, Instant from, String run) {
        Caller.Answer answer =
                caller.get("/v1/history?from=" + from + "&to=" + Instant.now().plusSeconds(60));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text()
                .lines()
                .map(json::readTree)
                .map(line -> line.path("event"))
                .filter(event -> event.toString().contains(run))
                .toList();
    }
}
