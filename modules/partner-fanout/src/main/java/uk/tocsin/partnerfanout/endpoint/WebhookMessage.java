package uk.tocsin.partnerfanout.endpoint;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.inbox.InboxJson;
import uk.tocsin.partnerfanout.secret.SigningSecret;

/**
 * One message as it is sent, signed by the rules of Standard Webhooks.
 *
 * @param id the event or response id, the same at every attempt, so that a receiver can tell a repetition
 * @param timestamp seconds since 1970 at which this attempt was signed
 * @param signature over id, timestamp and body; several, parted by spaces, while a secret is being changed; empty for a chat,
 *     which checks none
 * @param body JSON: {@code type}, {@code timestamp} of the event and {@code data}; docs/webhook-message.schema.json says more
 * @param attributes those of CloudEvents, as HTTP headers; they are not signed
 */
record WebhookMessage(String id, long timestamp, String signature, String body, Map<String, String> attributes) {

    /**
     * Writes and signs an inbox record.
     *
     * @param now when this attempt is made
     * @param secrets whose signatures it bears; the first is the present one
     * @throws IllegalArgumentException for a record type that no inbox holds, or an empty secret
     */
    static WebhookMessage of(SpecificRecord entry, List<String> secrets, Instant now) {
        return signed(id(entry), body(entry), secrets, now, attributes(entry));
    }

    /** A message to a chat, whose address is its secret: nothing is signed. */
    static WebhookMessage chat(UUID id, String body, Instant now) {
        return new WebhookMessage(id.toString(), now.getEpochSecond(), "", body, Map.of());
    }

    /** A test message, which says nothing of any event. */
    static WebhookMessage ping(Subscription subscription, UUID id, List<String> secrets, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "subscription.tested")
                .put("timestamp", at.toString());
        body.putObject("data").put("subscriptionId", subscription.getSubscriptionId());
        var attributes = attributes(
                id.toString(), "subscription.tested", subscription.getMemberId(), subscription.getSubscriptionId(), at);
        return signed(id.toString(), body.toString(), secrets, now, attributes);
    }

    private static WebhookMessage signed(
            String id, String body, List<String> secrets, Instant now, Map<String, String> attributes) {
        String signatures = secrets.stream()
                .map(secret -> SigningSecret.sign(secret, id, now.getEpochSecond(), body))
                .collect(Collectors.joining(" "));
        return new WebhookMessage(id, now.getEpochSecond(), signatures, body, attributes);
    }

    /** The same attributes that the record has on its topic. */
    private static Map<String, String> attributes(SpecificRecord entry) {
        if (entry instanceof PartnerAlert alert) {
            return attributes(
                    id(entry), type(entry), alert.getPublisher(), alert.getSubjectId(), alert.getRecordedAt());
        }
        ReferralResponse response = (ReferralResponse) entry;
        return attributes(
                id(entry), type(entry), response.getRespondedBy(), response.getIncidentId(), response.getRespondedAt());
    }

    private static Map<String, String> attributes(String id, String type, String source, String subject, Instant time) {
        return Map.of(
                "ce-specversion",
                "1.0",
                "ce-id",
                id,
                "ce-source",
                "/members/" + source,
                "ce-type",
                "uk.tocsin." + type,
                "ce-subject",
                subject,
                "ce-time",
                time.toString());
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
