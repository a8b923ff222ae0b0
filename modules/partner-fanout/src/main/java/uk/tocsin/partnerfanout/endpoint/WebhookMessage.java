package uk.tocsin.partnerfanout.endpoint;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.tocsin.partnerfanout.secret.SigningSecret;

/**
 * One message as it is sent, signed by the rules of Standard Webhooks.
 *
 * @param timestamp seconds since 1970 at which this attempt was signed
 * @param signature over id, timestamp and body; several, parted by spaces, while a secret is being changed; empty for a chat,
 *     which checks none
 */
record WebhookMessage(WebhookContent content, long timestamp, String signature) {

    /**
     * Signs what a record says.
     *
     * @param secrets whose signatures it bears; the first is the present one
     * @param now when this attempt is made
     */
    static WebhookMessage of(WebhookContent content, List<SigningSecret> secrets, Instant now) {
        String signatures = secrets.stream()
                .map(secret -> secret.sign(content.id(), now.getEpochSecond(), content.body()))
                .collect(Collectors.joining(" "));
        return new WebhookMessage(content, now.getEpochSecond(), signatures);
    }

    /** A message to a chat, whose address is its secret: nothing is signed. */
    static WebhookMessage chat(UUID id, String body, Instant now) {
        return new WebhookMessage(new WebhookContent(id.toString(), body, Map.of()), now.getEpochSecond(), "");
    }

    String id() {
        return content.id();
    }

    String body() {
        return content.body();
    }
}
