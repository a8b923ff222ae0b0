package uk.tocsin.partnerfanout.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.tocsin.partnerfanout.Examples;
import uk.tocsin.partnerfanout.secret.SigningSecret;

class WebhookMessageTest {

    private static final String SECRET = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void receiverVerifiesTheSignature() throws Exception {
        // The library refuses what was signed more than five minutes ago by the clock of the machine.
        var message = message(List.of(SECRET), Instant.now());
        var receiver = new Webhook(SECRET);

        assertThatCode(() -> receiver.verify(message.body(), headers(message))).doesNotThrowAnyException();
    }

    @Test
    void changedByteIsRefused() throws Exception {
        var message = message(List.of(SECRET), Instant.now());
        var receiver = new Webhook(SECRET);
        String changed = message.body().replace("accepted", "acceptee");

        assertThat(changed).isNotEqualTo(message.body());
        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> receiver.verify(changed, headers(message)));
    }

    @Test
    void oldTimestampIsRefused() {
        var message = message(List.of(SECRET), Instant.now().minus(java.time.Duration.ofMinutes(10)));

        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> new Webhook(SECRET).verify(message.body(), headers(message)));
    }

    @Test
    void idIsTheSameAtEveryAttempt() {
        var first = message(List.of(SECRET), Examples.TIME);
        var second = message(List.of(SECRET), Examples.TIME.plusSeconds(60));

        assertThat(second.id())
                .isEqualTo(first.id())
                .isEqualTo(Examples.response(1).getResponseId().toString());
        assertThat(second.signature()).isNotEqualTo(first.signature());
    }

    @Test
    void bodyNamesItsTypeAndTime() {
        assertThat(message(List.of(SECRET), Examples.TIME).body())
                .startsWith("{\"type\":\"referral-response.accepted\",\"timestamp\":\"2024-01-19T09:00:00Z\","
                        + "\"data\":{\"responseId\":");
    }

    private static WebhookMessage message(List<String> secrets, Instant now) {
        return WebhookMessage.of(
                WebhookContent.of(Examples.response(1)),
                secrets.stream().map(SigningSecret::of).toList(),
                now);
    }

    private static Map<String, List<String>> headers(WebhookMessage message) {
        return Map.of(
                "webhook-id", List.of(message.id()),
                "webhook-timestamp", List.of(Long.toString(message.timestamp())),
                "webhook-signature", List.of(message.signature()));
    }

    /** While a secret is changed no receiver need hurry: whoever knows either accepts the message. */
    @Test
    void messageBearsTheSignatureOfEachSecret() throws Exception {
        String other = "whsec_" + java.util.Base64.getEncoder().encodeToString(new byte[32]);
        var message = message(List.of(other, SECRET), Instant.now());

        assertThat(message.signature().split(" ")).hasSize(2);
        for (String known : List.of(other, SECRET)) {
            var receiver = new Webhook(known);
            assertThatCode(() -> receiver.verify(message.body(), headers(message)))
                    .doesNotThrowAnyException();
        }
    }
}
