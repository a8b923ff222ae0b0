package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;

/** A member looks after its subscriptions by itself: several, with filters, secrets, tests and dead letters. */
class SubscriptionsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Hub hub = Hub.get();
    private final String member = "example-" + Long.toString(System.nanoTime(), 36);
    private final String inbox = Topics.inbox(member);
    private final Caller partner = hub.as(member, Role.PARTNER);
    private final WebhookEndpoint one = new WebhookEndpoint();
    private final WebhookEndpoint other = new WebhookEndpoint();

    @BeforeEach
    void join() {
        hub.member(member, "council", "publisher", "partner");
        await().atMost(SOON).until(() -> partner.get("/v1/inbox").status() == 200);
    }

    @AfterEach
    void leave() {
        partner.get("/v1/subscriptions")
                .json()
                .path("items")
                .valueStream()
                .forEach(subscription -> partner.send(
                        "DELETE",
                        "/v1/subscriptions/"
                                + subscription.path("subscriptionId").asString(),
                        ""));
        one.close();
        other.close();
    }

    @Test
    void eachSubscriptionGetsWhatItsFilterAsksForAndWhatIsWithheldIsOnTheRecord() {
        one.subscribe(partner);
        other.subscribe(partner, "{\"publishers\":[\"dover\"]}");
        alert("canterbury.filtered", 1);
        alert("dover.filtered", 1);

        await().atMost(SOON)
                .until(() -> one.taken().size() == 2 && other.taken().size() == 1);
        assertThat(other.received())
                .extracting(WebhookEndpoint.Received::subject)
                .containsExactly("dover.filtered");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deliveries(other))
                        .filteredOn(entry -> entry.path("subjectId").asString().equals("canterbury.filtered"))
                        .singleElement()
                        .satisfies(entry -> {
                            assertThat(entry.path("outcome").asString()).isEqualTo("withheld");
                            assertThat(entry.path("reason").asString()).contains("publisher canterbury");
                        }));

        assertThat(partner.get("/v1/subscriptions").json().path("items")).hasSize(2);
        assertThat(partner.get(other.path()).json().at("/filter/publishers/0").asString())
                .isEqualTo("dover");
        assertThat(partner.get("/v1/subscriptions").text()).doesNotContain("ecret");
    }

    @Test
    void changedSecretIsSignedWithBesideTheOneBefore() {
        one.subscribe(partner);
        String before = one.secret();

        JsonNode rotated = partner.post(one.path() + "/secret", "").json();
        String after = rotated.path("secret").asString();
        assertThat(after).startsWith("whsec_").isNotEqualTo(before);
        assertThat(rotated.path("previousSecretUntil").asString()).isNotEmpty();

        // The receiver still knows only the old one, then only the new one; the message bears both signatures.
        await().atMost(SOON)
                .until(() -> hub.directory().current().subscriptions().stream()
                        .anyMatch(entry -> entry.getSubscriptionId().equals(one.subscription())
                                && entry.getPreviousSecret() != null));
        assertThat(partner.post(one.path() + "/ping", "").json().path("status").asInt())
                .isEqualTo(204);
        one.secret(after);
        alert("canterbury.rotated", 1);
        await().atMost(SOON).until(() -> one.taken().size() == 2);
    }

    @Test
    void testMessageSaysWhatCameOfItAndHoldsNothingOfAnyEvent() {
        one.subscribe(partner);
        one.answers(message -> 503);

        JsonNode answer = partner.post(one.path() + "/ping", "").json();
        assertThat(answer.path("outcome").asString()).isEqualTo("tested");
        assertThat(answer.path("status").asInt()).isEqualTo(503);
        assertThat(answer.path("reason").asString()).contains("503");
        assertThat(one.received().get(0).body().path("type").asString()).isEqualTo("subscription.tested");

        assertThat(partner.post(one.path() + "/ping", "").status())
                .as("no second just now")
                .isEqualTo(429);
        assertThat(deliveries(one))
                .extracting(entry -> entry.path("outcome").asString())
                .containsExactly("tested");
    }

    @Test
    void deadLettersAreSentAgainInOrderAndOneThatIsRefusedHoldsBackItsIncident() {
        Set<String> refused = ConcurrentHashMap.newKeySet();
        refused.addAll(List.of("canterbury.first", "canterbury.second", "canterbury.third"));
        one.answers(message -> refused.contains(message.subject()) ? 422 : 204);
        one.subscribe(partner);
        alert("canterbury.first", 1);
        alert("canterbury.second", 1);
        alert("canterbury.first", 2);
        alert("canterbury.third", 1);
        await().atMost(SOON).until(() -> deliveries(one).size() == 4);

        refused.remove("canterbury.first");
        refused.remove("canterbury.third");
        JsonNode report =
                partner.post(one.path() + "/redrive", "{\"all\":true}").json();

        assertThat(report.path("taken").asInt()).isEqualTo(3);
        assertThat(report.path("remaining").asInt()).isEqualTo(1);
        assertThat(one.taken())
                .extracting(message -> message.subject() + message.revision())
                .containsExactly("canterbury.first1", "canterbury.first2", "canterbury.third1");
        assertThat(deliveries(one))
                .filteredOn(entry -> entry.path("redrive").asBoolean())
                .hasSize(4)
                .extracting(entry -> entry.path("outcome").asString())
                .containsOnlyOnce("dead-letter");

        refused.clear();
        String last = one.received().stream()
                .filter(message -> message.subject().equals("canterbury.second"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(redrive("{\"eventId\":\"" + last + "\"}").path("taken").asInt())
                .isEqualTo(1);
        assertThat(redrive("{\"all\":true}").path("items"))
                .as("nothing is sent twice")
                .isEmpty();
    }

    /** Whoever knows the address of a chat can write there: it is shown to nobody, and stands on no topic. */
    @Test
    void chatIsToldInWordsAndItsAddressStaysSecret() throws Exception {
        List<String> posted = new CopyOnWriteArrayList<>();
        try (var chat = new ChatReceiver(partner, "slack", posted::add)) {
            assertThat(chat.granted().json().has("secret")).isFalse();
            alert("canterbury.chat", 1);

            await().atMost(SOON).until(() -> posted.size() == 1);
            assertThat(posted.get(0)).contains("TLP:AMBER canterbury: incident declared");
            assertThat(chat.granted().text() + partner.get("/v1/subscriptions").text())
                    .doesNotContain("secret-path");
            assertThat(hub.kafka.read(Topics.DIRECTORY))
                    .allSatisfy(entry -> assertThat(new String(entry.value(), StandardCharsets.ISO_8859_1))
                            .doesNotContain("secret-path"));
        }
    }

    @Test
    void othersSubscriptionsAreNotThere() {
        one.subscribe(partner);
        Caller dover = hub.as("dover", Role.PARTNER);

        assertThat(dover.get(one.path()).status()).isEqualTo(404);
        assertThat(dover.get(one.path() + "/deliveries").status()).isEqualTo(404);
        assertThat(dover.post(one.path() + "/redrive", "{\"all\":true}").status())
                .isEqualTo(404);
        assertThat(dover.post(one.path() + "/secret", "").status()).isEqualTo(404);
        assertThat(dover.send("DELETE", one.path(), "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kinds\":[\"exploded\"]}",
                "{\"phases\":[\"unknown\"]}",
                "{\"minSeverity\":\"dreadful\"}",
                "{\"publishers\":[\"Not An Id\"]}"
            })
    void filterThatSaysNothingIsRefused(String filter) {
        Caller.Answer answer =
                partner.post("/v1/subscriptions", "{\"endpoint\":\"" + one.address() + "\",\"filter\":" + filter + "}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).startsWith("filter.");
    }

    private JsonNode redrive(String which) {
        return partner.post(one.path() + "/redrive", which).json();
    }

    private List<JsonNode> deliveries(WebhookEndpoint endpoint) {
        return partner.get(endpoint.path() + "/deliveries")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private void alert(String subject, int revision) {
        hub.kafka.write(inbox, subject, hub.kafka.encode(inbox, Events.alert(subject, revision)));
        hub.kafka.flush();
    }
}
