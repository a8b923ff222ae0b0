package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.Topics;
import uk.tocsin.hub.stack.ThreeBrokers;

/** Promise 2 through the loss of one broker of three: it leads a part of everything, and is killed amid 2,000 events. */
@SuppressWarnings("NullAway.Init")
class LostBrokerIT {

    private static final int INCIDENTS = 100;
    private static final int REVISIONS = 20;
    private static final int EVENTS = INCIDENTS * REVISIONS;

    @TempDir
    private Path folder;

    private ThreeBrokers stack;
    private Kafka kafka;
    private HubProcess hub;

    @BeforeEach
    void startStack() throws IOException {
        stack = ThreeBrokers.start(folder.resolve("data"));
        kafka = new Kafka(stack.bootstrapServers(), stack.registryUrl());
        hub = new HubProcess(
                folder,
                stack.bootstrapServers(),
                stack.registryUrl(),
                "--tocsin.kafka.max-poll-records=50",
                "--tocsin.kafka.replication-factor=3");
        hub.awaitHealth();
        hub.enter("kent-resilience", "coordinating-body", "administrator");
        hub.enter("canterbury", "council", "publisher");
        hub.enter("dover", "council", "partner");
        hub.circle("all", List.of("dover"));
    }

    @AfterEach
    void stopStack() throws InterruptedException {
        hub.end();
        kafka.close();
        stack.close();
    }

    @Test
    void eachEventArrivesExactlyOnceAndInOrderThoughTheBrokerThatLeadsTheNoticesIsKilled() {
        List<String> sent = publish(1, REVISIONS / 2);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> kafka.read(Topics.PUBLIC_NOTICES).size() >= EVENTS / 10);

        stack.kill(kafka.administration().leader(Topics.PUBLIC_NOTICES));
        sent.addAll(publish(REVISIONS / 2 + 1, REVISIONS));

        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(notices()).hasSizeGreaterThanOrEqualTo(EVENTS);
                    assertThat(kafka.alerts("dover")).hasSizeGreaterThanOrEqualTo(EVENTS);
                    assertThat(kafka.read(Topics.NCSC_REFERRALS)).hasSizeGreaterThanOrEqualTo(EVENTS);
                });
        assertOnceAndInOrder(notices(), sent);
        assertOnceAndInOrder(kafka.alerts("dover"), sent);
        assertThat(kafka.read(Topics.NCSC_REFERRALS)).hasSize(EVENTS);
        assertThat(kafka.read(Topics.DEAD_LETTERS)).isEmpty();
    }

    private List<String> publish(int from, int to) {
        List<String> sent = new ArrayList<>();
        String topic = Topics.incidents("canterbury");
        for (int revision = from; revision <= to; revision++) {
            for (int number = 0; number < INCIDENTS; number++) {
                var event = Events.incident("canterbury", "example-" + number, revision, "all");
                kafka.write(topic, event.getIncidentId(), kafka.encode(topic, event));
                sent.add(event.getIncidentId() + "#" + revision);
            }
        }
        kafka.flush();
        return sent;
    }

    private static void assertOnceAndInOrder(List<String> received, List<String> sent) {
        assertThat(received).doesNotHaveDuplicates().hasSize(sent.size());
        assertThat(Set.copyOf(received)).isEqualTo(Set.copyOf(sent));
        InOrder.assertInOrder(received);
    }

    private List<String> notices() {
        return kafka.read(Topics.PUBLIC_NOTICES).stream()
                .map(record -> (PublicNotice) kafka.decode(record))
                .map(notice -> notice.getSubjectId() + "#" + notice.getRevision())
                .toList();
    }
}
