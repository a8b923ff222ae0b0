package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;
import uk.tocsin.hub.stack.EmbeddedStack;
import uk.tocsin.hub.stack.StackOptions;

/**
 * When a hub cannot go on, it stands still and says so. Promise 7 on a real broker: what was lost while the hub was down is
 * neither skipped nor sent again. Promise 2: what cannot be read because the registry is away waits.
 */
@SuppressWarnings("NullAway.Init")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandstillIT {

    private static final List<String> GROUPS = List.of("partner-fanout", "public-feed", "tocsin-ncsc-referrals");
    private static final String SOURCE = Topics.incidents("canterbury");

    @TempDir
    private static Path folder;

    private EmbeddedStack stack;
    private Kafka kafka;
    private Gate registry;
    private HubProcess hub;

    @BeforeAll
    void startStack() throws IOException {
        stack = EmbeddedStack.start(StackOptions.onFreePorts(folder.resolve("data")), step -> {});
        kafka = new Kafka(stack.bootstrapServers(), stack.registryUrl());
        registry = new Gate(stack.registryUrl());
        hub = new HubProcess(folder, stack.bootstrapServers(), registry.address());
        hub.awaitHealth();
        hub.enter("kent-resilience", "coordinating-body", "administrator");
        hub.enter("canterbury", "council", "publisher");
        hub.enter("dover", "council", "partner");
        hub.circle("all", List.of("dover"));
        publish("kept", 1, 3);
        awaitNotices(3);
        awaitAlerts(3);
    }

    @AfterAll
    void stopStack() throws Exception {
        hub.end();
        registry.close();
        kafka.close();
        stack.close();
    }

    @Test
    @Order(1)
    void aLogCutOffBehindAPositionStopsItsReadersAndTurnsHealthToDown() throws Exception {
        hub.kill();
        publish("cut", 1, 3);
        kafka.administration().deleteBefore(SOURCE, 5);

        hub.startAgain();

        hub.awaitHealth(503);
        publish("after", 1, 1);
        assertThat(hub.output()).contains("A position was lost");
        assertThat(kafka.read(Topics.PUBLIC_NOTICES)).hasSize(3);
        assertThat(kafka.alerts("dover")).hasSize(3);
    }

    @Test
    @Order(2)
    void aPositionSetOnPurposeGoesOnFromThere() throws Exception {
        hub.kill();
        for (String group : GROUPS) {
            kafka.administration().setPosition(group, SOURCE, 5);
        }

        hub.startAgain();

        hub.awaitHealth();
        awaitNotices(5);
        awaitAlerts(5);
        assertThat(kafka.alerts("dover").subList(3, 5)).containsExactly("canterbury.cut#3", "canterbury.after#1");
    }

    @Test
    @Order(3)
    void anExpiredGroupStopsItsReaderInsteadOfTellingEverybodyAgain() throws Exception {
        hub.kill();
        kafka.administration().deleteGroup("partner-fanout");

        hub.startAgain();

        hub.awaitHealth(503);
        publish("later", 1, 1);
        awaitNotices(6);
        assertThat(kafka.alerts("dover")).as("neither told again nor skipped").hasSize(5);
    }

    @Test
    @Order(4)
    void whatNeedsTheRegistryWaitsWhileThatIsAway() {
        registry.shut();
        publishStatus("unread");

        awaitRollback();
        assertThat(kafka.read(Topics.PUBLIC_NOTICES)).hasSize(6);

        registry.open();

        awaitNotices(7);
        assertThat(kafka.read(Topics.DEAD_LETTERS)).isEmpty();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(metrics()).contains("tocsin_projection_failing{projection=\"public-feed\"} 0.0"));
    }

    @Test
    @Order(5)
    void aLogCutOffUnderAHubThatRunsStopsItsReader() throws Exception {
        hub.kill();
        hub.startAgain();
        hub.awaitHealth(503);
        registry.shut();
        publishStatus("cut-meanwhile");
        awaitRollback();
        double lostBefore = positionsLost();

        kafka.administration().deleteBefore(Topics.serviceStatus("canterbury"), 2);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(positionsLost()).isEqualTo(lostBefore + 1));
        registry.open();
        assertThat(kafka.read(Topics.PUBLIC_NOTICES)).hasSize(7);
    }

    private void publishStatus(String name) {
        var status = Events.status("canterbury", name, 1, "all");
        String topic = Topics.serviceStatus("canterbury");
        kafka.write(topic, status.getServiceId(), kafka.encode(topic, status));
        kafka.flush();
    }

    private void awaitRollback() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(metrics())
                        .containsPattern("tocsin_projection_failing\\{projection=\"public-feed\"} [1-9]"));
    }

    private double positionsLost() {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("tocsin_position_lost "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private String metrics() {
        return hub.as("kent-resilience", Role.ADMINISTRATOR)
                .get("/actuator/prometheus")
                .text();
    }

    private void publish(String name, int from, int to) {
        for (int revision = from; revision <= to; revision++) {
            var event = Events.incident("canterbury", name, revision, "all");
            kafka.write(SOURCE, event.getIncidentId(), kafka.encode(SOURCE, event));
        }
        kafka.flush();
    }

    private void awaitNotices(int count) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(kafka.read(Topics.PUBLIC_NOTICES)).hasSize(count));
    }

    /** The projections do not wait for each other: what one has sent says nothing of another. */
    private void awaitAlerts(int count) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(kafka.alerts("dover")).hasSize(count));
    }
}
