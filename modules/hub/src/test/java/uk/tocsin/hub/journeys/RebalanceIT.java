package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;

/** A second hub joins the groups of projections and deliveries while events flow and webhooks are out, and leaves again. */
class RebalanceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int MOST_UNDER_WAY = 40;
    private static final int REVISIONS_AFTER = 5;

    private final Hub hub = Hub.get();
    private final String run = "rebalance-" + Long.toString(System.nanoTime(), 36);
    private final Map<String, WebhookEndpoint> endpoints = new LinkedHashMap<>();
    private final List<String> sent = new ArrayList<>();
    private int revision;

    @BeforeEach
    void subscribe() {
        for (String council : Hub.COUNCILS) {
            var endpoint = new WebhookEndpoint();
            endpoint.answers(message -> {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                return 204;
            });
            endpoint.subscribe(hub, council);
            endpoints.put(council, endpoint);
        }
    }

    @AfterEach
    void end() {
        endpoints.forEach((council, endpoint) -> {
            hub.as(council, Role.PARTNER).send("DELETE", endpoint.path(), "");
            endpoint.close();
        });
    }

    @Test
    void secondHubThatJoinsAndLeavesInMidFlightLosesAndReordersNothing() {
        CompletableFuture<ConfigurableApplicationContext> joining =
                CompletableFuture.supplyAsync(() -> Hub.another("joining"));
        publishUntil(joining);
        publishSome();
        publishUntil(CompletableFuture.runAsync(joining.join()::close));
        publishSome();

        await().atMost(PATIENCE)
                .untilAsserted(() -> endpoints.forEach(
                        (council, endpoint) -> assertThat(messages(endpoint).values())
                                .as(council)
                                .hasSize((int) forReader(council).count())));
        endpoints.forEach(this::assertSound);
    }

    private void assertSound(String council, WebhookEndpoint endpoint) {
        List<String> expected = forReader(council).toList();
        List<String> inbox = hub.kafka.alerts(council).stream()
                .filter(event -> event.contains(run))
                .toList();
        assertThat(inbox).as("each once in the inbox").containsExactlyInAnyOrderElementsOf(expected);
        InOrder.assertInOrder(inbox);
        // A message that came again bears the id that it had, so that its receiver knows it.
        assertThat(messages(endpoint).values()).containsExactlyInAnyOrderElementsOf(expected);
        InOrder.assertInOrder(List.copyOf(messages(endpoint).values()));
    }

    /** What an endpoint was sent of this test, by the id of the message, in the order in which each first came. */
    private Map<String, String> messages(WebhookEndpoint endpoint) {
        Map<String, String> messages = new LinkedHashMap<>();
        endpoint.received().stream()
                .filter(message -> message.subject().contains(run))
                .forEach(message -> messages.putIfAbsent(message.id(), message.subject() + "#" + message.revision()));
        return messages;
    }

    private java.util.stream.Stream<String> forReader(String council) {
        return sent.stream().filter(event -> !event.startsWith(council + "."));
    }

    private void publishUntil(CompletableFuture<?> end) {
        while (!end.isDone()) {
            publishOne();
        }
        end.join();
    }

    private void publishSome() {
        for (int i = 0; i < REVISIONS_AFTER; i++) {
            publishOne();
        }
    }

    /** The next revision of an incident of each council, once not too much is under way. */
    private void publishOne() {
        await().atMost(PATIENCE)
                .until(() -> endpoints.values().stream()
                        .allMatch(endpoint -> messages(endpoint).size() + MOST_UNDER_WAY
                                > sent.size() * (Hub.COUNCILS.size() - 1) / Hub.COUNCILS.size()));
        revision++;
        for (String council : Hub.COUNCILS) {
            var event = Events.incident(council, run, revision, "kent-councils");
            String topic = Topics.incidents(council);
            hub.kafka.write(topic, event.getIncidentId(), hub.kafka.encode(topic, event));
            sent.add(event.getIncidentId() + "#" + revision);
        }
        hub.kafka.flush();
    }
}
