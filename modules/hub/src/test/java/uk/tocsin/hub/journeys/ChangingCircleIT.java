package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.Topics;
import uk.tocsin.hub.stack.EmbeddedStack;
import uk.tocsin.hub.stack.StackOptions;

/** Who joins a circle gets its open incidents, and who leaves it is told of withdrawals: once, though the hub is killed. */
@SuppressWarnings("NullAway.Init")
class ChangingCircleIT {

    private static final int OPEN = 900;
    private static final List<String> COUNCILS = List.of("canterbury", "thanet", "dover");
    private static final List<String> BEFORE = List.of("canterbury", "thanet");

    @TempDir
    private Path folder;

    private EmbeddedStack stack;
    private Kafka kafka;
    private HubProcess hub;

    @BeforeEach
    void startStack() throws IOException {
        stack = EmbeddedStack.start(StackOptions.onFreePorts(folder.resolve("data")), step -> {});
        kafka = new Kafka(stack.bootstrapServers(), stack.registryUrl());
        hub = new HubProcess(folder, stack, "--tocsin.kafka.max-poll-records=100");
        hub.awaitHealth();
        hub.enter("kent-resilience", "coordinating-body", "administrator");
        COUNCILS.forEach(council -> hub.enter(council, "council", "partner"));
        hub.circle("all", BEFORE);
    }

    @AfterEach
    void stopStack() throws InterruptedException {
        hub.end();
        kafka.close();
        stack.close();
    }

    @Test
    void whoJoinsGetsWhatIsOpenAndWhoLeavesIsToldThatItIsWithdrawnExactlyOnceThroughAKill() throws Exception {
        IntStream.range(0, OPEN).forEach(number -> publish(incident("open-" + number, 1)));
        publish(incident("open-0", 2));
        publish(resolved("over"));
        publish(named("named"));
        kafka.flush();
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(alerts("thanet")).hasSize(OPEN + 2));
        assertThat(alerts("dover")).extracting(PartnerAlert::getSubjectId).containsExactly("canterbury.named");

        hub.circle("all", COUNCILS);
        killOnceDoverHasMoreThan(1);

        Set<String> open = IntStream.range(0, OPEN)
                .mapToObj(number -> "canterbury.open-" + number + "#" + (number == 0 ? 2 : 1))
                .collect(Collectors.toSet());
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(alerts("dover")).hasSizeGreaterThanOrEqualTo(OPEN + 1));
        List<PartnerAlert> joined = alerts("dover");
        assertThat(joined)
                .hasSize(OPEN + 1)
                .extracting(PartnerAlert::getEventId)
                .doesNotHaveDuplicates();
        assertThat(joined.subList(1, joined.size()))
                .extracting(alert -> alert.getSubjectId() + "#" + alert.getRevision())
                .containsExactlyInAnyOrderElementsOf(open);

        hub.circle("all", BEFORE);
        killOnceDoverHasMoreThan(OPEN + 1);

        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(alerts("dover")).hasSizeGreaterThanOrEqualTo(2 * OPEN + 1));
        List<PartnerAlert> left = alerts("dover");
        assertThat(left)
                .hasSize(2 * OPEN + 1)
                .extracting(PartnerAlert::getEventId)
                .doesNotHaveDuplicates();
        assertThat(left.subList(OPEN + 1, left.size())).allSatisfy(alert -> {
            assertThat(alert.getKind()).isEqualTo(EventKind.WITHDRAWN);
            assertThat(alert.getIncident()).isNull();
            assertThat(alert.getSubjectId()).isNotEqualTo("canterbury.named");
        });
        assertThat(alerts("thanet")).as("who stayed hears nothing of it").hasSize(OPEN + 2);
        assertThat(kafka.read(Topics.DEAD_LETTERS)).isEmpty();
    }

    private void killOnceDoverHasMoreThan(int alerts) throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> kafka.read(Topics.inbox("dover")).size() > alerts);
        hub.kill();
        hub.startAgain();
    }

    private List<PartnerAlert> alerts(String member) {
        return kafka.read(Topics.inbox(member)).stream()
                .map(record -> (PartnerAlert) kafka.decode(record))
                .toList();
    }

    private void publish(IncidentEvent event) {
        String topic = Topics.incidents("canterbury");
        kafka.write(topic, event.getIncidentId(), kafka.encode(topic, event));
    }

    private static IncidentEvent incident(String name, int revision) {
        return Events.incident("canterbury", name, revision, "all");
    }

    private static IncidentEvent resolved(String name) {
        return IncidentEvent.newBuilder(incident(name, 1))
                .setKind(EventKind.RESOLVED)
                .setPhase(Phase.RESOLVED)
                .build();
    }

    /** For Dover by its name, so that it does not hang on the circle. */
    private static IncidentEvent named(String name) {
        IncidentEvent event = incident(name, 1);
        return IncidentEvent.newBuilder(event)
                .setPartnerSection(PartnerSection.newBuilder(event.getPartnerSection())
                        .setAudience(new Audience(List.of(), List.of("dover")))
                        .build())
                .build();
    }
}
