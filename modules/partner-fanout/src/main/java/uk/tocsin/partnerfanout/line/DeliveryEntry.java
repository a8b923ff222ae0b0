package uk.tocsin.partnerfanout.line;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.DeliveryResult;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.endpoint.Answer;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/** What is written down of one record, as it is put together. */
public final class DeliveryEntry {

    private final DeliveryEvent.Builder event;

    /**
     * Begins an entry.
     *
     * @param attempt which attempt it is of, the first being 1; 0 when there was none
     * @param now when what it says came about
     */
    public DeliveryEntry(
            Subscription subscription, InboxRecord record, DeliveryResult result, int attempt, Instant now) {
        this(subscription, result, attempt, now);
        event.setEventId(record.eventId())
                .setSubjectId(record.subjectId())
                .setInboxPartition(record.partition())
                .setInboxOffset(record.offset());
    }

    private DeliveryEntry(Subscription subscription, DeliveryResult result, int attempt, Instant now) {
        event = DeliveryEvent.newBuilder()
                .setSubscriptionId(subscription.getSubscriptionId())
                .setMemberId(subscription.getMemberId())
                .setOutcome(result)
                .setAttempt(attempt)
                .setRecordedAt(now);
    }

    /** Begins the entry of a test message, in which nothing of an inbox is. */
    public static DeliveryEntry ofTest(Subscription subscription, UUID id, Instant now) {
        var entry = new DeliveryEntry(subscription, DeliveryResult.TESTED, 1, now);
        entry.event.setEventId(id);
        return entry;
    }

    /** When it was sent, and when the answer was there. */
    public DeliveryEntry sent(Instant at, Instant answeredAt) {
        event.setRecordedAt(at)
                .setLatencyMillis(Duration.between(at, answeredAt).toMillis());
        return this;
    }

    /** What the endpoint said, as far as it is kept. */
    public DeliveryEntry answer(Answer answer) {
        if (answer instanceof Answer.Status status) {
            event.setStatus(status.status());
            event.setAnswer(status.text().isEmpty() ? null : status.text());
        } else if (answer instanceof Answer.Mail mail) {
            event.setStatus(mail.reply());
            event.setAnswer(mail.text().isEmpty() ? null : mail.text());
        }
        return this;
    }

    /** Why it came out as it did, in one sentence. */
    public DeliveryEntry reason(String reason) {
        event.setReason(reason);
        return this;
    }

    /** It was tried again on purpose. */
    public DeliveryEntry redriven() {
        event.setRedrive(true);
        return this;
    }

    DeliveryEntry nextAttempt(Instant at) {
        event.setNextAttemptAt(at);
        return this;
    }

    private @Nullable DeliveryEvent built;

    /** What is to be written, always the same however often it is asked for. */
    public DeliveryEvent event() {
        if (built == null) {
            built = event.build();
        }
        return built;
    }
}
