package uk.tocsin.partnerfanout.line;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/**
 * Writes down what became of each record before anything goes on. What cannot be written is written again until it is:
 * until then the position holds, and says so.
 */
final class DeliveryJournal {

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
    void write(DeliveryEntry entry, Runnable then) {
        DeliveryEvent event = entry.event();
        attempt(event, () -> log.write(event), then, false);
    }

    /** Keeps a record that is given up as a dead letter, and goes on once that and the entry are written. */
    void giveUp(InboxRecord record, DeliveryEntry entry, Runnable then) {
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
}
