package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;
import uk.tocsin.hub.stack.EmbeddedStack;
import uk.tocsin.hub.stack.StackOptions;

/** Promise 2 for webhooks: a hub killed between a POST and the commit repeats that webhook-id, and loses nothing. */
@SuppressWarnings("NullAway.Init")
class KilledWebhookIT {

    private static final String INBOX = Topics.inbox("dover");

    @TempDir
    private Path folder;

    private EmbeddedStack stack;
    private Kafka kafka;
    private HubProcess hub;
    private WebhookEndpoint receiver;

    @BeforeEach
    void start() throws Exception {
        stack = EmbeddedStack.start(StackOptions.onFreePorts(folder.resolve("data")), step -> {});
        kafka = new Kafka(stack.bootstrapServers(), stack.registryUrl());
        hub = new HubProcess(
                folder,
                stack,
                "--tocsin.webhook.allow-plain-http=true",
                "--tocsin.webhook.allowed-networks=127.0.0.0/8");
        hub.awaitHealth();
        hub.enter("kent-resilience", "coordinating-body", "administrator");
        hub.enter("dover", "council", "partner");
        receiver = new WebhookEndpoint();
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> receiver.subscribe(hub.as("dover", Role.PARTNER)));
    }

    @AfterEach
    void stop() throws Exception {
        hub.end();
        receiver.close();
        kafka.close();
        stack.close();
    }

    @Test
    void whatWasSentAndNotCommittedComesAgainWithTheSameId() throws Exception {
        var reached = new CountDownLatch(1);
        var dead = new CountDownLatch(1);
        var first = new AtomicBoolean(true);
        receiver.answers(message -> {
            if (message.revision() == 3 && first.getAndSet(false)) {
                reached.countDown();
                waitFor(dead);
            }
            return 204;
        });

        for (int revision = 1; revision <= 5; revision++) {
            kafka.write(INBOX, "canterbury.killed", kafka.encode(INBOX, Events.alert("canterbury.killed", revision)));
        }
        kafka.flush();
        assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
        hub.kill();
        dead.countDown();
        // The receiver takes only what is signed with the secret that a key sealed which is now the former one.
        hub.startAgainWithAnotherKey();

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(receiver.received())
                        .extracting(WebhookEndpoint.Received::revision)
                        .contains(1, 2, 3, 4, 5));
        List<WebhookEndpoint.Received> third = receiver.received().stream()
                .filter(message -> message.revision() == 3)
                .toList();
        assertThat(third).as("taken before the hub died, and again").hasSize(2);
        assertThat(third.get(0).id()).isEqualTo(third.get(1).id());
        assertThat(receiver.received().stream()
                        .map(WebhookEndpoint.Received::revision)
                        .distinct())
                .containsExactly(1, 2, 3, 4, 5);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
