package uk.tocsin.partnerfanout;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.Subscription;

/**
 * One message as it is sent, signed by the rules of Standard Webhooks.
 *
 * @param id the event or response id, the same at every attempt, so that a receiver can tell a repetition
 * @param timestamp seconds since 1970 at which this attempt was signed
 * @param signature over id, timestamp and body; several, parted by spaces, while a secret is being changed; empty for a chat,
 *     which checks none
 * @param body JSON: {@code type}, {@code timestamp} of the event and {@code data}
 */
record WebhookMessage(String id, long timestamp, String signature, String body) {

    /**
     * Writes and signs an inbox record.
     *
     * @param now when this attempt is made
     * @param secrets whose signatures it bears; the first is the present one
     * @throws IllegalArgumentException for a record type that no inbox holds, or an empty secret
     */
    static WebhookMessage of(SpecificRecord entry, List<String> secrets, Instant now) {
        return signed(id(entry), body(entry), secrets, now);
    }

    /** A message to a chat, whose address is its secret: nothing is signed. */
    static WebhookMessage chat(UUID id, String body, Instant now) {
        return new WebhookMessage(id.toString(), now.getEpochSecond(), "", body);
    }

    /** A test message, which says nothing of any event. */
    static WebhookMessage ping(Subscription subscription, UUID id, List<String> secrets, Instant now) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "subscription.tested")
                .put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
        body.putObject("data").put("subscriptionId", subscription.getSubscriptionId());
        return signed(id.toString(), body.toString(), secrets, now);
    }

    private static WebhookMessage signed(String id, String body, List<String> secrets, Instant now) {
        try {
            List<String> signatures = new ArrayList<>();
            for (String secret : secrets) {
                signatures.add(new Webhook(secret).sign(id, now.getEpochSecond(), body));
            }
            return new WebhookMessage(id, now.getEpochSecond(), String.join(" ", signatures), body);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalArgumentException("secret: *** (expected: whsec_ and Base64)", e);
        }
    }

    private static String body(SpecificRecord entry) {
        ObjectNode data = InboxJson.of(entry);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", type(entry));
        body.set("timestamp", data.get(entry instanceof PartnerAlert ? "recordedAt" : "respondedAt"));
        body.set("data", data);
        return body.toString();
    }

    private static String type(SpecificRecord entry) {
        return entry instanceof PartnerAlert alert
                ? "partner-alert." + InboxJson.written(alert.getKind())
                : "referral-response." + InboxJson.written(((ReferralResponse) entry).getDecision());
    }

    private static String id(SpecificRecord entry) {
        return (entry instanceof PartnerAlert alert ? alert.getEventId() : ((ReferralResponse) entry).getResponseId())
                .toString();
    }
}
