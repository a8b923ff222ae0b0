package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;

/** A member is told by email, at an address that somebody who reads it has confirmed, and at no other. */
class EmailSubscriptionIT {

    private static final Pattern CODE = Pattern.compile("[2-9A-Z]{5}-[2-9A-Z]{5}");
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Hub hub = Hub.get();
    private final String member = "example-" + Long.toString(System.nanoTime(), 36);
    private final String inbox = Topics.inbox(member);
    private final String address = "duty@" + member + ".example";
    private final Caller partner = hub.as(member, Role.PARTNER);
    private String path = "";

    @BeforeEach
    void subscribe() {
        hub.member(member, "council", "publisher", "partner");
        await().atMost(SOON).ignoreExceptions().until(this::granted);
    }

    private boolean granted() {
        Caller.Answer answer =
                partner.post("/v1/subscriptions", "{\"kind\":\"email\",\"endpoint\":\"" + address + "\"}");
        if (answer.status() != 201) {
            // The directory may not have the member yet.
            throw new IllegalStateException(answer.text());
        }
        assertThat(answer.json().path("state").asString()).isEqualTo("unconfirmed");
        assertThat(answer.json().has("secret")).isFalse();
        path = "/v1/subscriptions/" + answer.json().path("subscriptionId").asString();
        return true;
    }

    @AfterEach
    void end() {
        partner.send("DELETE", path, "");
    }

    @Test
    void addressGetsAlertsOnceItsCodeWasGivenAndNothingOfThemBefore() {
        alert("canterbury.before", 1);
        await().atMost(SOON).until(() -> !Mailbox.of(address).isEmpty());
        assertThat(partner.post(path + "/resume", "").status()).isEqualTo(409);
        assertThat(partner.post(path + "/pause", "").status()).isEqualTo(409);
        assertThat(partner.post(path + "/ping", "").status()).isEqualTo(409);
        assertThat(confirm(partner, "22222-22222").status()).isEqualTo(400);
        assertThat(confirm(hub.as("dover", Role.PARTNER), code()).status()).isEqualTo(404);
        assertThat(Mailbox.of(address)).hasSize(1);
        assertThat(Mailbox.of(address).get(0).text()).doesNotContain("canterbury", "TLP");
        assertThat(partner.get(path).text()).doesNotContain(code()).contains("unconfirmed", "confirmBefore");

        Caller.Answer confirmed = confirm(partner, code().toLowerCase(Locale.ROOT));
        assertThat(confirmed.json().path("state").asString())
                .as(confirmed.text())
                .isEqualTo("active");
        alert("canterbury.after", 1);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Mailbox.of(address))
                        .extracting(Mailbox.Letter::text)
                        .anyMatch(text -> text.contains("canterbury.before"))
                        .anyMatch(text -> text.contains("canterbury.after")));
        assertThat(Mailbox.of(address).subList(1, 3))
                .allSatisfy(letter -> assertThat(letter.subject()).startsWith("TLP:AMBER canterbury"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(partner.get(path + "/deliveries")
                                .json()
                                .path("items")
                                .valueStream()
                                .map((JsonNode entry) -> entry.path("outcome").asString()
                                        + entry.path("status").asInt()))
                        .containsExactly("delivered250", "delivered250"));
    }

    private Caller.Answer confirm(Caller caller, String code) {
        return caller.post(path + "/confirm", "{\"code\":\"" + code + "\"}");
    }

    private static Matcher found(String text) {
        Matcher found = CODE.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found;
    }

    private String code() {
        return found(Mailbox.of(address).get(0).text()).group();
    }

    private void alert(String subject, int revision) {
        hub.kafka.write(inbox, subject, hub.kafka.encode(inbox, Events.alert(subject, revision)));
        hub.kafka.flush();
    }
}
