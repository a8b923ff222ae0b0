package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;
import uk.tocsin.hub.stack.EmbeddedStack;
import uk.tocsin.hub.stack.StackOptions;

/** Two hubs share the work; when one is killed the other has all of it, with the settings that a hub has by default. */
@SuppressWarnings("NullAway.Init")
class SecondInstanceIT {

    private static final List<String> COUNCILS = List.of("canterbury", "thanet", "dover", "ashford");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private EmbeddedStack stack;
    private Kafka kafka;
    private HubProcess first;
    private HubProcess second;
    private WebhookEndpoint receiver;

    @BeforeEach
    void start() throws Exception {
        stack = EmbeddedStack.start(StackOptions.onFreePorts(folder.resolve("data")), step -> {});
        kafka = new Kafka(stack.bootstrapServers(), stack.registryUrl());
        receiver = new WebhookEndpoint();
        first = hub("first");
        first.awaitHealth();
        first.enter("kent-resilience", "coordinating-body", "administrator");
        COUNCILS.forEach(council -> first.enter(council, "council", "partner"));
        first.circle("all", COUNCILS);
        second = hub("second");
        second.awaitHealth();
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> receiver.subscribe(second.as("dover", Role.PARTNER)));
    }

    @AfterEach
    void stop() throws Exception {
        first.end();
        second.end();
        receiver.close();
        kafka.close();
        stack.close();
    }

    @Test
    void whatTheKilledInstanceDidTheOtherGoesOnWithAndLosesAndDoublesNothing() throws Exception {
        List<String> sent = new ArrayList<>(publish(1, 20));
        await().atMost(PATIENCE).untilAsserted(() -> assertAllArrived(sent));

        sent.addAll(publish(21, 25));
        first.kill();
        long killed = System.nanoTime();
        sent.addAll(publish(26, 40));

        await().atMost(PATIENCE).untilAsserted(() -> assertAllArrived(sent));
        System.out.printf(
                "taken over, everything arrived: %.1f s after the kill%n", (System.nanoTime() - killed) / 1e9);
        assertThat(kafka.read(Topics.DEAD_LETTERS)).isEmpty();
    }

    private void assertAllArrived(List<String> sent) {
        List<String> forDover =
                sent.stream().filter(event -> !event.startsWith("dover.")).toList();
        List<String> inbox = kafka.alerts("dover");
        assertThat(inbox).containsExactlyInAnyOrderElementsOf(forDover);
        InOrder.assertInOrder(inbox);
        assertThat(receiver.taken().stream().map(taken -> taken.subject() + "#" + taken.revision()))
                .containsAll(forDover);
        assertThat(kafka.read(Topics.PUBLIC_NOTICES).size()).isEqualTo(sent.size());
        assertThat(kafka.read(Topics.NCSC_REFERRALS).size()).isEqualTo(sent.size());
    }

    private List<String> publish(int from, int to) {
        List<String> sent = IntStream.rangeClosed(from, to)
                .boxed()
                .flatMap(revision -> COUNCILS.stream().map(council -> publish(council, revision)))
                .toList();
        kafka.flush();
        return sent;
    }

    private String publish(String council, int revision) {
        var event = Events.incident(council, "example", revision, "all");
        String topic = Topics.incidents(council);
        kafka.write(topic, event.getIncidentId(), kafka.encode(topic, event));
        return event.getIncidentId() + "#" + revision;
    }

    private HubProcess hub(String instance) throws Exception {
        return new HubProcess(
                folder,
                stack,
                "--tocsin.kafka.instance-id=" + instance,
                "--tocsin.kafka.session-timeout=8s",
                "--tocsin.webhook.allow-plain-http=true",
                "--tocsin.webhook.allowed-networks=127.0.0.0/8");
    }
}
