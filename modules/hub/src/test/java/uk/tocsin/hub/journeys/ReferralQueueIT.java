package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import uk.tocsin.contracts.HeaderNames;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;

/** The queue for NCSC: what is leased is settled once, comes back when it is released, and is never lost in silence. */
@TestInstance(Lifecycle.PER_CLASS)
class ReferralQueueIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Hub hub = Hub.get();
    private final Caller ncsc = hub.as("ncsc", Role.LIAISON);

    /** Other tests leave hundreds of referrals, which take their time; those here leave none. */
    @BeforeAll
    void queueIsEmpty() {
        await().atMost(Duration.ofMinutes(3))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(this::nothingIsLeft);
    }

    @Test
    void acceptanceReachesTheCouncilOnce() {
        String incident = publish();

        JsonNode lease = leaseOf(incident);
        settle(lease, "accept", "{\"message\":\"Example answer\",\"assignedCategory\":4}", 204);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(responses(incident)).hasSize(1));
        ReferralResponse response = responses(incident).get(0);
        assertThat(response.getMessage()).isEqualTo("Example answer");
        assertThat(response.getAssignedCategory()).isEqualTo(4);
        settle(lease, "accept", "{}", 404);
    }

    @Test
    void whatIsReleasedComesBackWithAHigherCount() {
        String incident = publish();

        JsonNode first = leaseOf(incident);
        settle(first, "release", "{}", 204);
        JsonNode second = leaseOf(incident);

        assertThat(second.path("deliveryCount").asInt())
                .isGreaterThan(first.path("deliveryCount").asInt());
        settle(second, "accept", "{}", 204);
    }

    @Test
    void whatIsReleasedTooOftenBecomesADeadLetter() {
        String incident = publish();
        for (int i = 0; i < 5; i++) {
            settle(leaseOf(incident), "release", "{}", 204);
        }

        await().atMost(PATIENCE).untilAsserted(() -> {
            drain();
            assertThat(deadLetters(incident)).containsExactly("undeliverable");
        });
    }

    @Test
    void whatCameWhileNobodyAskedCanBeAnswered() {
        String incident = publish();
        await().pollDelay(Hub.LOCK_TIME.plusSeconds(3)).atMost(PATIENCE).until(() -> true);

        settle(leaseOf(incident), "accept", "{}", 204);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(responses(incident)).hasSize(1));
    }

    private String publish() {
        String incident = "dover.queue-" + UUID.randomUUID();
        Caller.Answer answer =
                hub.publisher("dover").post("/v1/incidents", Events.json(UUID.randomUUID(), incident, "declared", ""));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return incident;
    }

    /** Leases until the referral of that incident is in hand; others on the way are accepted. */
    private JsonNode leaseOf(String incident) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> lease(incident), lease -> !lease.isMissingNode());
    }

    private JsonNode lease(String incident) {
        Caller.Answer answer = ncsc.post("/v1/referrals/lease", "");
        if (answer.status() == 204) {
            return tools.jackson.databind.node.MissingNode.getInstance();
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        if (answer.json().path("referral").path("incidentId").asString().equals(incident)) {
            return answer.json();
        }
        settle(answer.json(), "accept", "{}", 204);
        return tools.jackson.databind.node.MissingNode.getInstance();
    }

    /** Asks until nothing comes, which leaves the desk waiting for whatever comes next. */
    private boolean nothingIsLeft() {
        Caller.Answer answer = ncsc.post("/v1/referrals/lease", "");
        if (answer.status() == 200) {
            settle(answer.json(), "accept", "{}", 204);
        }
        return answer.status() == 204;
    }

    private void drain() {
        Caller.Answer answer = ncsc.post("/v1/referrals/lease", "");
        if (answer.status() == 200) {
            settle(answer.json(), "accept", "{}", 204);
        }
    }

    private void settle(JsonNode lease, String how, String body, int status) {
        Caller.Answer answer =
                ncsc.post("/v1/referrals/leases/" + lease.path("leaseId").asString() + "/" + how, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    private List<ReferralResponse> responses(String incident) {
        return hub.kafka.read(Topics.inbox("dover")).stream()
                .map(hub.kafka::decode)
                .filter(ReferralResponse.class::isInstance)
                .map(ReferralResponse.class::cast)
                .filter(response -> response.getIncidentId().equals(incident))
                .toList();
    }

    private List<String> deadLetters(String incident) {
        return hub.kafka.read(Topics.DEAD_LETTERS).stream()
                .filter(letter ->
                        letter.key() != null && incident.equals(new String(letter.key(), StandardCharsets.UTF_8)))
                .map(letter -> new String(
                        letter.headers()
                                .lastHeader(HeaderNames.DEAD_LETTER_REASON)
                                .value(),
                        StandardCharsets.UTF_8))
                .toList();
    }
}
