package uk.tocsin.partnerfanout.line;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.DeliveryResult;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.endpoint.Answer;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/**
 * Writes down what became of each record before anything goes on. What cannot be written is written again until it is:
 * until then the position holds, and says so.
 */
public final class DeliveryJournal {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryJournal.class);

    private final DeliveryLog log;
    private final DeliveryTimer timer;
    private final Duration holdWait;
    private int held;
    private boolean stopped;

    DeliveryJournal(DeliveryLog log, DeliveryTimer timer, Duration holdWait) {
        this.log = log;
        this.timer = timer;
        this.holdWait = holdWait;
    }

    boolean isHeld() {
        return held > 0;
    }

    /** What cannot be written from now on is not tried again. */
    void stop() {
        stopped = true;
        held = 0;
    }

    /** Writes, and goes on with {@code then} once it is written. */
    void write(Entry entry, Runnable then) {
        DeliveryEvent event = entry.event();
        attempt(event, () -> log.write(event), then, false);
    }

    /** Keeps a record that is given up as a dead letter, and goes on once that and the entry are written. */
    void giveUp(InboxRecord record, Entry entry, Runnable then) {
        DeliveryEvent event = entry.event();
        attempt(event, () -> log.giveUp(record, event), then, false);
    }

    private void attempt(DeliveryEvent event, Supplier<CompletionStage<?>> write, Runnable then, boolean again) {
        var unused = write.get()
                .whenCompleteAsync(
                        (written, failure) -> {
                            if (failure == null) {
                                held -= again && !stopped ? 1 : 0;
                                then.run();
                            } else if (!stopped) {
                                hold(event, failure, again);
                                timer.after(holdWait, () -> tryAgain(event, write, then));
                            }
                        },
                        timer);
    }

    private void tryAgain(DeliveryEvent event, Supplier<CompletionStage<?>> write, Runnable then) {
        if (!stopped) {
            attempt(event, write, then, true);
        }
    }

    private void hold(DeliveryEvent event, Throwable failure, boolean again) {
        held += again ? 0 : 1;
        LOG.atError()
                .addKeyValue("subscription", event.getSubscriptionId())
                .addKeyValue("offset", event.getInboxOffset())
                .addKeyValue("error", String.valueOf(failure.getMessage()))
                .log("What became of a delivery cannot be written down; its position holds until it can");
    }

    /** An entry as it is put together. */
    public static final class Entry {

        private final DeliveryEvent.Builder event;

        /**
         * Begins an entry.
         *
         * @param attempt which attempt it is of, the first being 1; 0 when there was none
         * @param now when what it says came about
         */
        public Entry(Subscription subscription, InboxRecord record, DeliveryResult result, int attempt, Instant now) {
            event = DeliveryEvent.newBuilder()
                    .setSubscriptionId(subscription.getSubscriptionId())
                    .setMemberId(subscription.getMemberId())
                    .setEventId(record.eventId())
                    .setSubjectId(record.subjectId())
                    .setInboxPartition(record.partition())
                    .setInboxOffset(record.offset())
                    .setOutcome(result)
                    .setAttempt(attempt)
                    .setRecordedAt(now);
        }

        /** When it was sent, and when the answer was there. */
        public Entry sent(Instant at, Instant answeredAt) {
            event.setRecordedAt(at)
                    .setLatencyMillis(Duration.between(at, answeredAt).toMillis());
            return this;
        }

        /** What the endpoint said, as far as it is kept. */
        public Entry answer(Answer answer) {
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
        public Entry reason(String reason) {
            event.setReason(reason);
            return this;
        }

        /** It was tried again on purpose. */
        public Entry redriven() {
            event.setRedrive(true);
            return this;
        }

        Entry nextAttempt(Instant at) {
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
}
