package uk.tocsin.hub.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.DeliveryResult;
import uk.tocsin.contracts.HeaderNames;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;

/** Webhooks on the real stack when something goes wrong. Each test has a member, an inbox and an endpoint of its own. */
@SuppressWarnings("NullAway.Init")
class WebhookFaultsIT {

    private final Hub hub = Hub.get();
    private final String member = "example-" + Long.toString(System.nanoTime(), 36);
    private final String inbox = Topics.inbox(member);
    private WebhookEndpoint receiver;

    @BeforeEach
    void subscribe() {
        receiver = new WebhookEndpoint();
        hub.member(member, "council", "publisher", "partner");
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> receiver.subscribe(hub, member));
    }

    @AfterEach
    void end() {
        hub.as(member, Role.PARTNER).send("DELETE", receiver.path(), "");
        receiver.close();
    }

    @Test
    void poisonInAnInboxIsKeptAndTheAlertBehindItArrives() {
        byte[] noise = new byte[64];
        new Random(3).nextBytes(noise);
        hub.kafka.write(inbox, "canterbury.poison", noise);
        alert("canterbury.poison", 1);
        hub.kafka.flush();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receiver.taken()).hasSize(1));

        ConsumerRecord<byte[], byte[]> letter = letters().get(0);
        assertThat(letters()).hasSize(1);
        assertThat(letter.value()).isEqualTo(noise);
        assertThat(header(letter, HeaderNames.DEAD_LETTER_REASON)).isEqualTo("unreadable");
        assertThat(deliveries())
                .extracting(DeliveryEvent::getOutcome)
                .containsExactly(DeliveryResult.DEAD_LETTER, DeliveryResult.DELIVERED);
    }

    @Test
    void refusedAlertIsKeptAsADeadLetterWithItsCause() {
        receiver.answers(message -> message.revision() == 1 ? 422 : 204);
        alert("canterbury.refused", 1);
        alert("canterbury.refused", 2);
        hub.kafka.flush();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receiver.taken()).hasSize(1));

        assertThat(letters()).hasSize(1).allSatisfy(letter -> {
            assertThat(header(letter, HeaderNames.DEAD_LETTER_REASON)).isEqualTo("undeliverable");
            assertThat(header(letter, HeaderNames.DEAD_LETTER_CAUSE)).isEqualTo("the endpoint answered 422");
            assertThat(header(letter, HeaderNames.DEAD_LETTER_TOPIC)).isEqualTo(inbox);
        });
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(position()).isGreaterThanOrEqualTo(2));
    }

    @Test
    void tenThousandAlertsWithFivePercentFailuresArriveInOrderOfEachIncident() {
        int incidents = 100;
        int revisions = 100;
        var random = new Random(11);
        List<Integer> faults = List.of(429, 500, 502, 503);
        receiver.answers(message -> {
            synchronized (random) {
                return random.nextInt(100) < 5 ? faults.get(random.nextInt(faults.size())) : 204;
            }
        });
        for (int revision = 1; revision <= revisions; revision++) {
            for (int incident = 0; incident < incidents; incident++) {
                alert("canterbury.many-" + incident, revision);
            }
        }
        hub.kafka.flush();

        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(receiver.taken()).hasSizeGreaterThanOrEqualTo(incidents * revisions));

        List<WebhookEndpoint.Received> taken = receiver.taken();
        assertThat(taken).extracting(WebhookEndpoint.Received::id).doesNotHaveDuplicates();
        Map<String, List<Integer>> byIncident = new HashMap<>();
        taken.forEach(message -> byIncident
                .computeIfAbsent(message.subject(), subject -> new ArrayList<>())
                .add(message.revision()));
        assertThat(byIncident).hasSize(incidents);
        assertThat(byIncident.values())
                .allSatisfy(order -> assertThat(order).isSorted().hasSize(revisions));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(position()).isGreaterThanOrEqualTo((long) incidents * revisions));
        assertThat(deliveries())
                .as("an entry for each attempt")
                .hasSize(receiver.received().size());
        assertThat(letters()).isEmpty();
    }

    @Test
    void endpointThatIsGoneSuspendsItsSubscription() {
        receiver.answers(message -> 410);
        alert("canterbury.gone", 1);
        alert("canterbury.gone", 2);
        hub.kafka.flush();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(hub.directory().current().subscriptions())
                        .filteredOn(
                                subscription -> subscription.getSubscriptionId().equals(receiver.subscription()))
                        .singleElement()
                        .satisfies(subscription -> {
                            assertThat(subscription.getState().name()).isEqualTo("SUSPENDED");
                            assertThat(subscription.getReason()).contains("410");
                        }));
        assertThat(receiver.received()).hasSize(1);

        receiver.answers(message -> 204);
        assertThat(hub.as(member, Role.PARTNER)
                        .put(receiver.path(), "{\"endpoint\":\"" + receiver.address() + "\"}")
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("active");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receiver.taken())
                        .extracting(WebhookEndpoint.Received::revision)
                        .containsExactly(1, 2));
    }

    @Test
    void pausedSubscriptionKeepsWhatComesAndDeliversItInOrderWhenResumed() {
        Caller partner = hub.as(member, Role.PARTNER);
        alert("canterbury.paused", 1);
        hub.kafka.flush();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receiver.taken()).hasSize(1));

        assertThat(partner.post(receiver.path() + "/pause", "")
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("paused");
        alert("canterbury.paused", 2);
        alert("canterbury.paused", 3);
        hub.kafka.flush();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            var standing = partner.get(receiver.path()).json();
            assertThat(standing.path("state").asString()).isEqualTo("paused");
            assertThat(standing.path("backlog").asLong()).isEqualTo(2);
            assertThat(standing.has("secret")).isFalse();
        });
        assertThat(receiver.taken()).hasSize(1);

        assertThat(partner.post(receiver.path() + "/resume", "").status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receiver.taken())
                        .extracting(WebhookEndpoint.Received::revision)
                        .containsExactly(1, 2, 3));
    }

    @Test
    void ownerWhoWantsOnlyTheLatestAfterAPauseGetsThatAndSeesWhatWasPassedOver() {
        Caller partner = hub.as(member, Role.PARTNER);
        assertThat(partner.put(receiver.path(), "{\"afterPause\":\"latest\"}").status())
                .isEqualTo(200);
        alert("canterbury.before", 1);
        hub.kafka.flush();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receiver.taken()).hasSize(1));
        assertThat(partner.post(receiver.path() + "/pause", "").status()).isEqualTo(200);
        for (int revision = 1; revision <= 4; revision++) {
            alert("canterbury.one", revision);
            alert("canterbury.two-" + revision, 1);
        }
        hub.kafka.flush();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> partner.get(receiver.path()).json().path("backlog").asLong() == 8);

        assertThat(partner.post(receiver.path() + "/resume", "")
                        .json()
                        .path("afterPause")
                        .asString())
                .isEqualTo("latest");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(position()).isGreaterThanOrEqualTo(9));

        assertThat(receiver.taken())
                .extracting(message -> message.subject() + message.revision())
                .containsExactlyInAnyOrder(
                        "canterbury.before1",
                        "canterbury.one4",
                        "canterbury.two-11",
                        "canterbury.two-21",
                        "canterbury.two-31",
                        "canterbury.two-41");
        assertThat(deliveries())
                .filteredOn(entry -> entry.getOutcome() == DeliveryResult.WITHHELD)
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.getReason()).contains("wants only the latest after a pause"));
    }

    private void alert(String subject, int revision) {
        hub.kafka.write(inbox, subject, hub.kafka.encode(inbox, Events.alert(subject, revision)));
    }

    private List<DeliveryEvent> deliveries() {
        return hub.kafka.read(Topics.DELIVERIES).stream()
                .map(record -> (DeliveryEvent) hub.kafka.decode(record))
                .filter(event -> event.getSubscriptionId().equals(receiver.subscription()))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> letters() {
        return hub.kafka.read(Topics.DEAD_LETTERS).stream()
                .filter(letter -> header(letter, HeaderNames.DEAD_LETTER_CONSUMER)
                        .equals("tocsin-webhook-" + receiver.subscription()))
                .toList();
    }

    private long position() {
        String positions = hub.kafka
                .administration()
                .positions()
                .getOrDefault("tocsin-webhook-" + receiver.subscription(), "{x=0}");
        return Long.parseLong(positions.substring(positions.lastIndexOf('=') + 1, positions.length() - 1));
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
