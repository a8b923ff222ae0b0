package uk.tocsin.partnerfanout.line;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import uk.tocsin.contracts.DeliveryResult;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.endpoint.Answer;
import uk.tocsin.partnerfanout.endpoint.DeliveryOutcome;
import uk.tocsin.partnerfanout.line.DeliveryLanes.Lane;
import uk.tocsin.partnerfanout.line.DeliveryLanes.Pending;

/**
 * What becomes of single records of a line. Each is withheld or sent, and what came of that is written down; only then is it
 * finished, or waits to be tried again. Everything happens on the thread of {@link DeliveryTimer}.
 */
final class LineAttempts {

    private static final Logger LOG = LoggerFactory.getLogger(LineAttempts.class);

    /** What the line does next. */
    interface Line {

        /** The subscription as the line knows it. */
        Subscription subscription();

        /** One less is out. */
        void answered();

        /** The first of a lane is finished, and that is written down. */
        void finished(Lane lane, Pending item);

        /** The first of a lane is to be tried again, not before {@code until}, and that is written down. */
        void waits(Lane lane, Instant until);

        /** The endpoint wants nothing any more: from now on nothing more goes out. */
        void ends();

        /** That is written down, too. */
        void suspended(String reason);
    }

    private final Line line;
    private final DeliveryBacklog backlog;
    private final EndpointPace pace;
    private final RetryWaits waits;
    private final MemberPace member;
    private final Overtaken overtaken;
    private final DeliveryLimits limits;
    private final DeliveryLine.Sender sender;
    private final DeliveryJournal journal;
    private final DeliveryTimer timer;
    private final DeliveryRules rules;
    private final Unsettled unsettled = new Unsettled();
    private int inFlight;
    private boolean stopped;

    LineAttempts(
            Line line,
            DeliveryBacklog backlog,
            EndpointPace pace,
            RetryWaits waits,
            MemberPace member,
            Overtaken overtaken,
            DeliveryLimits limits,
            DeliveryLine.Sender sender,
            DeliveryLog log,
            DeliveryTimer timer,
            DeliveryRules rules) {
        this.line = line;
        this.backlog = backlog;
        this.pace = pace;
        this.waits = waits;
        this.member = member;
        this.overtaken = overtaken;
        this.limits = limits;
        this.sender = sender;
        this.journal = new DeliveryJournal(log, timer, limits.holdWait());
        this.timer = timer;
        this.rules = rules;
    }

    /** How many records are out and not yet answered. */
    int inFlight() {
        return inFlight;
    }

    /** Whether something cannot be written down. */
    boolean isHeld() {
        return journal.isHeld();
    }

    /** Ends once all that has begun is answered and written down. */
    CompletableFuture<Void> settled() {
        return unsettled.none();
    }

    /** Answers that are still to come are written down and move nothing. */
    void stop() {
        stopped = true;
        journal.stop();
    }

    /** Takes on the first of a lane, for which the member's pace has allowed an attempt. */
    void begin(Lane lane) {
        Pending item = lane.first();
        unsettled.begin();
        if (item.record.contract() == null) {
            member.unused();
            var event = event(item, DeliveryResult.DEAD_LETTER).reason(item.record.fault());
            journal.giveUp(item.record, event, () -> finished(lane, item));
            return;
        }
        Subscription present = rules.present(line.subscription());
        Optional<String> withheld = rules.withheld(present, item.record).or(() -> overtaken.reason(item.record));
        if (withheld.isPresent()) {
            member.unused();
            var event = event(item, DeliveryResult.WITHHELD).reason(withheld.get());
            journal.write(event, () -> finished(lane, item));
            return;
        }
        Instant now = timer.now();
        item.attempts++;
        backlog.progress().tried(item.record.offset(), now);
        inFlight++;
        var unused = sender.send(present, item.record)
                .whenCompleteAsync((answer, failure) -> answered(lane, item, answer(answer, failure), now), timer);
    }

    private static Answer answer(@Nullable Answer answer, @Nullable Throwable failure) {
        return answer == null ? new Answer.None(Answer.Fault.NETWORK, "it could not be sent: " + failure) : answer;
    }

    private void answered(Lane lane, Pending item, Answer answer, Instant sentAt) {
        inFlight--;
        member.end();
        Instant now = timer.now();
        DeliveryOutcome outcome = DeliveryOutcome.of(answer, now)
                .within(limits.retries().limit(), backlog.progress().tried(item.record.offset(), sentAt), now);
        DeliveryEntry event = event(item, outcome.result()).sent(sentAt, now).answer(answer);
        if (outcome instanceof DeliveryOutcome.Delivered) {
            succeeded();
            journal.write(event, () -> finished(lane, item));
        } else if (outcome instanceof DeliveryOutcome.Retry retry) {
            retry(lane, item, retry, event.reason(retry.reason()));
        } else if (outcome instanceof DeliveryOutcome.GiveUp giveUp) {
            if (answer instanceof Answer.Status status && status.status() < 500) {
                succeeded();
            }
            journal.giveUp(item.record, event.reason(giveUp.reason()), () -> finished(lane, item));
        } else if (outcome instanceof DeliveryOutcome.Suspend suspend) {
            suspend(event.reason(suspend.reason()), suspend.reason());
        }
        line.answered();
    }

    private void retry(Lane lane, Pending item, DeliveryOutcome.Retry retry, DeliveryEntry event) {
        if (pace.failed()) {
            warning().log("An endpoint is taken for down; one attempt at a time probes it");
            // Holding what was never tried for an endpoint that is down would only take memory.
            backlog.letGo();
        }
        Instant again = waits.again(item.attempts, retry);
        warning()
                .addKeyValue("eventId", item.record.eventId())
                .addKeyValue("attempt", item.attempts)
                .addKeyValue("error", retry.reason())
                .log("A delivery failed; it will be tried again");
        journal.write(event.nextAttempt(again), () -> {
            if (!stopped) {
                line.waits(lane, again);
            }
            unsettled.end();
        });
    }

    private LoggingEventBuilder warning() {
        return LOG.atWarn().addKeyValue("subscription", line.subscription().getSubscriptionId());
    }

    private void succeeded() {
        if (pace.succeeded()) {
            warning().log("An endpoint that was taken for down answers again");
            waits.endAll();
        }
    }

    private void finished(Lane lane, Pending item) {
        if (!stopped) {
            line.finished(lane, item);
        }
        unsettled.end();
    }

    private void suspend(DeliveryEntry event, String reason) {
        // Also while that is being written.
        line.ends();
        journal.write(event, () -> {
            unsettled.end();
            if (!stopped) {
                line.suspended(reason);
            }
        });
    }

    private DeliveryEntry event(Pending item, DeliveryResult result) {
        return new DeliveryEntry(line.subscription(), item.record, result, item.attempts, timer.now());
    }
}
