package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.Topics;

/** The same event again is the same answer, once on the topic; what contradicts the log is refused. */
class IdempotencyIT {

    private final Hub hub = Hub.get();
    private final UUID id = UUID.randomUUID();
    private final String incident = "canterbury.idem-" + id;

    @Test
    void sameEventTwiceIsTheSameAnswerAndOnceOnTheTopic() {
        String body = Events.json(id, incident, "declared", "");

        Caller.Answer first = hub.publisher("canterbury").post("/v1/incidents", body);
        Caller.Answer second = hub.publisher("canterbury").post("/v1/incidents", body);

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(onTheTopic()).hasSize(1);
    }

    @Test
    void sameIdWithOtherContentIsAConflict() {
        hub.publisher("canterbury").post("/v1/incidents", Events.json(id, incident, "declared", ""));

        Caller.Answer other = hub.publisher("canterbury")
                .post("/v1/incidents", Events.json(id, incident, "declared", ",\"suppliers\":[\"Example Ltd\"]"));

        assertProblem(other, 409);
        assertThat(onTheTopic()).hasSize(1);
    }

    @Test
    void revisionThatTheWriterDidNotExpectIsAConflict() {
        hub.publisher("canterbury").post("/v1/incidents", Events.json(id, incident, "declared", ""));

        Caller.Answer late = hub.publisher("canterbury")
                .post("/v1/incidents", Events.json(UUID.randomUUID(), incident, "updated", ",\"expectedRevision\":5"));
        Caller.Answer right = hub.publisher("canterbury")
                .post("/v1/incidents", Events.json(UUID.randomUUID(), incident, "updated", ",\"expectedRevision\":1"));

        assertProblem(late, 409);
        assertThat(late.json().path("currentRevision").asInt()).isEqualTo(1);
        assertThat(right.status()).isEqualTo(201);
        assertThat(right.json().path("revision").asInt()).isEqualTo(2);
    }

    @Test
    void dryRunSaysWhomItWouldReachAndWritesNothing() {
        Caller.Answer answer = hub.publisher("canterbury")
                .post("/v1/incidents?dryRun=true", Events.json(id, incident, "declared", ""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("reaches").path("members").toString())
                .isEqualTo("[\"ashford\",\"dover\",\"thanet\"]");
        assertThat(answer.json().path("offset").isNull()).isTrue();
        assertThat(onTheTopic()).isEmpty();
    }

    @Test
    void audienceThatReachesNobodyIsRefusedWithItsFields() {
        String body = Events.json(id, incident, "declared", "").replace("kent-councils", "nowhere");

        Caller.Answer answer = hub.publisher("canterbury").post("/v1/incidents", body);

        assertProblem(answer, 422);
        assertThat(answer.json().path("errors").toString()).contains("partner.audience");
        assertThat(onTheTopic()).isEmpty();
    }

    @Test
    void twoHubsThatAreToldTheSameAtOnceWriteItOnce() throws Exception {
        String body = Events.json(id, incident, "declared", "");
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (ConfigurableApplicationContext second = Hub.another("second")) {
            Caller here = hub.publisher("canterbury");
            Caller there = new Caller(Hub.address(second), here.token());
            List<Callable<Caller.Answer>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Caller caller = i % 2 == 0 ? here : there;
                calls.add(() -> caller.post("/v1/incidents", body));
            }

            List<Future<Caller.Answer>> answers = callers.invokeAll(calls);

            List<Integer> statuses = new ArrayList<>();
            for (Future<Caller.Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
            // A hub that was fenced too often in a row asks its caller to come again.
            assertThat(statuses).contains(201).isSubsetOf(201, 503);
            assertThat(onTheTopic()).hasSize(1);
        } finally {
            callers.shutdownNow();
        }
    }

    private List<IncidentEvent> onTheTopic() {
        return hub.kafka.read(Topics.incidents("canterbury")).stream()
                .filter(record -> incident.equals(new String(record.key(), java.nio.charset.StandardCharsets.UTF_8)))
                .map(record -> (IncidentEvent) hub.kafka.decode(record))
                .filter(event -> event.getEventId().equals(id))
                .toList();
    }

    private static void assertProblem(Caller.Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text()).doesNotContain("uk.tocsin").doesNotContain("Exception");
    }
}
