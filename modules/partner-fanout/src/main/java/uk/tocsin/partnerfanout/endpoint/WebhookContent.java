package uk.tocsin.partnerfanout.endpoint;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.inbox.InboxJson;

/**
 * What a record says to a webhook: the same for every subscription that gets it, and at every attempt.
 *
 * @param id the event or response id, so that a receiver can tell a repetition
 * @param body JSON: {@code type}, {@code timestamp} of the event and {@code data}; docs/webhook-message.schema.json says more
 * @param attributes those of CloudEvents, as HTTP headers; they are not signed
 */
record WebhookContent(String id, String body, Map<String, String> attributes) {

    /**
     * Writes an inbox record.
     *
     * @throws IllegalArgumentException for a record type that no inbox holds
     */
    static WebhookContent of(SpecificRecord entry) {
        return new WebhookContent(id(entry), body(entry), attributes(entry));
    }

    /** A test message, which says nothing of any event. */
    static WebhookContent ping(Subscription subscription, UUID id, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "subscription.tested")
                .put("timestamp", at.toString());
        body.putObject("data").put("subscriptionId", subscription.getSubscriptionId());
        var attributes = attributes(
                id.toString(), "subscription.tested", subscription.getMemberId(), subscription.getSubscriptionId(), at);
        return new WebhookContent(id.toString(), body.toString(), attributes);
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
