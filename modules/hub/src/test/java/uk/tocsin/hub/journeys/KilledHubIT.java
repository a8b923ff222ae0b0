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
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.Topics;
import uk.tocsin.hub.stack.EmbeddedStack;
import uk.tocsin.hub.stack.StackOptions;

/** Promise 2 through a kill -9: the hub is a process of its own here, and dies twice in the middle of 5,000 events. */
@SuppressWarnings("NullAway.Init")
class KilledHubIT {

    private static final List<String> COUNCILS = List.of("canterbury", "thanet", "dover", "ashford", "maidstone");
    private static final int INCIDENTS = 100;
    private static final int REVISIONS = 10;
    private static final int EVENTS = COUNCILS.size() * INCIDENTS * REVISIONS;

    @TempDir
    private Path folder;

    private EmbeddedStack stack;
    private Kafka kafka;
    private HubProcess hub;
    private boolean isStackClosed;

    @BeforeEach
    void startStack() throws IOException {
        stack = EmbeddedStack.start(StackOptions.onFreePorts(folder.resolve("data")), step -> {});
        kafka = new Kafka(stack.bootstrapServers(), stack.registryUrl());
        hub = new HubProcess(folder, stack, "--tocsin.kafka.max-poll-records=100");
        enterMembers();
    }

    @AfterEach
    void stopStack() throws InterruptedException {
        hub.end();
        closeStack();
    }

    private void closeStack() {
        if (!isStackClosed) {
            isStackClosed = true;
            kafka.close();
            stack.close();
        }
    }

    @Test
    void eachEventArrivesExactlyOnceAndInOrderThoughTheHubIsKilledTwice() throws Exception {
        List<String> sent = publish();

        killWhenPublicHas(EVENTS / 10);
        killWhenPublicHas(EVENTS / 3);

        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(notices()).hasSizeGreaterThanOrEqualTo(EVENTS);
                    assertThat(referrals()).hasSizeGreaterThanOrEqualTo(EVENTS);
                    for (String council : COUNCILS) {
                        assertThat(kafka.alerts(council)).hasSizeGreaterThanOrEqualTo(EVENTS / 5 * 4);
                    }
                });
        assertOnceAndInOrder(notices(), sent);
        assertOnceAndInOrder(referrals(), sent);
        for (String council : COUNCILS) {
            assertOnceAndInOrder(
                    kafka.alerts(council),
                    sent.stream()
                            .filter(event -> !event.startsWith(council + "."))
                            .toList());
        }
        assertThat(kafka.read(Topics.DEAD_LETTERS)).isEmpty();
        assertThatTheSiteIsStillThereWithoutHubAndKafka();
    }

    /** The copy in files, from any web server, with hub, broker and registry gone: it answers and says how old it is. */
    private void assertThatTheSiteIsStillThereWithoutHubAndKafka() throws Exception {
        String incident = "/incidents/canterbury.example-99";
        hub.exportSite(folder.resolve("public"));
        hub.kill();
        closeStack();

        try (FileServer files = new FileServer(folder.resolve("public/site"))) {
            Caller reader = new Caller(files.address(), "");
            for (String path : List.of("/", incident, "/councils/dover", "/archive")) {
                Caller.Answer answer = reader.get(path);
                assertThat(answer.status()).as(path).isEqualTo(200);
                assertThat(answer.text()).as(path).contains("This is a copy of these pages.", "It was written on ");
            }
            for (String path :
                    List.of("/feed.atom", "/cap.atom", "/api/v2/summary.json", "/public-feed/public-feed.css")) {
                assertThat(reader.get(path).status()).as(path).isEqualTo(200);
            }
            assertThat(reader.get(incident).text().split("<h3", -1)).hasSize(REVISIONS + 1);
            assertThat(reader.get("/councils/nobody").status()).isEqualTo(404);
        }
    }

    private List<String> publish() {
        List<String> sent = new ArrayList<>();
        for (int revision = 1; revision <= REVISIONS; revision++) {
            for (int number = 0; number < INCIDENTS; number++) {
                for (String council : COUNCILS) {
                    var event = Events.incident(council, "example-" + number, revision, "all");
                    String topic = Topics.incidents(council);
                    kafka.write(topic, event.getIncidentId(), kafka.encode(topic, event));
                    sent.add(event.getIncidentId() + "#" + revision);
                }
            }
        }
        kafka.flush();
        return sent;
    }

    private void killWhenPublicHas(int notices) throws Exception {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> kafka.read(Topics.PUBLIC_NOTICES).size() >= notices);
        assertThat(kafka.read(Topics.PUBLIC_NOTICES)).as("killed in the middle").hasSizeLessThan(EVENTS);
        hub.kill();
        hub.startAgain();
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

    private List<String> referrals() {
        return kafka.read(Topics.NCSC_REFERRALS).stream()
                .map(record -> (Referral) kafka.decode(record))
                .map(referral -> referral.getIncidentId() + "#" + referral.getRevision())
                .toList();
    }

    private void enterMembers() {
        hub.awaitHealth();
        hub.enter("kent-resilience", "coordinating-body", "administrator");
        COUNCILS.forEach(council -> hub.enter(council, "council", "partner"));
        hub.circle("all", COUNCILS);
    }
}
