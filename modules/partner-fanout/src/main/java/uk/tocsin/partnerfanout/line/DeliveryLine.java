package uk.tocsin.partnerfanout.line;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.contracts.DeliveryResult;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.endpoint.Answer;
import uk.tocsin.partnerfanout.endpoint.DeliveryOutcome;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.line.DeliveryLanes.Lane;
import uk.tocsin.partnerfanout.line.DeliveryLanes.Pending;
import uk.tocsin.partnerfanout.position.DeliveryProgress;

/**
 * The deliveries of one subscription. Records of one incident go out one after the other; different incidents side by
 * side, up to a limit. A record is finished only when what became of it is written down. While the endpoint is taken for
 * down, one probe at a time goes out, and what was not yet tried is let go of and read again later.
 *
 * <pre>
 *   accept -> lane (one per incident) -> send -> answer -> written down -> finished -> next of the lane
 *                   ^                                |
 *                   '------------ wait <-------------'
 * </pre>
 *
 * <p>Everything happens on the thread of {@link DeliveryTimer}.
 */
public final class DeliveryLine {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLine.class);

    /** Sends one record once. */
    public interface Sender {
        CompletionStage<Answer> send(Subscription subscription, InboxRecord record);
    }

    /** What the line tells whoever runs it. */
    public interface Owner {

        /** There may be room for more records, or a position to commit. */
        void moved(DeliveryLine line);

        /** The endpoint wants nothing any more: nothing more goes out, and the line is to be ended. */
        void suspended(DeliveryLine line, String reason);
    }

    private final DeliveryLimits limits;
    private final MemberPace member;
    private final Overtaken overtaken;
    private final Runnable again = this::pump;
    private final Sender sender;
    private final DeliveryJournal journal;
    private final DeliveryTimer timer;
    private final DeliveryRules rules;
    private final Owner owner;
    private final DeliveryBacklog backlog;
    private final EndpointPace pace;
    private final RetryWaits waits;
    private final Unsettled unsettled = new Unsettled();
    private Subscription subscription;
    private int inFlight;
    private boolean ending;
    private boolean suspended;
    private boolean stopped;

    /**
     * A line that has taken nothing yet.
     *
     * @param progress what is finished already
     * @param overtaken what of the backlog its owner does not want
     * @param member what all subscriptions of the member may do together
     * @param random numbers from 0 to 1, for the jitter of waits
     */
    public DeliveryLine(
            Subscription subscription,
            DeliveryProgress progress,
            Overtaken overtaken,
            DeliveryLimits limits,
            MemberPace member,
            Sender sender,
            DeliveryLog log,
            DeliveryTimer timer,
            Supplier<Double> random,
            DeliveryRules rules,
            Owner owner) {
        this.subscription = subscription;
        this.limits = limits;
        this.member = member;
        this.overtaken = overtaken;
        this.sender = sender;
        this.timer = timer;
        this.rules = rules;
        this.owner = owner;
        this.journal = new DeliveryJournal(log, timer, limits.holdWait());
        this.backlog = new DeliveryBacklog(progress, limits);
        this.pace = new EndpointPace(limits, random);
        this.waits = new RetryWaits(pace, backlog.lanes(), timer, this::pump);
    }

    /** The subscription as this line knows it. */
    public Subscription subscription() {
        return subscription;
    }

    /** A changed endpoint or secret counts from the next attempt on, and is tried at once. */
    public void change(Subscription changed) {
        subscription = changed;
        pace.resume();
        waits.endAll();
    }

    /** What is finished, and where the position stands. */
    public DeliveryProgress progress() {
        return backlog.progress();
    }

    /** Where the next record that this line needs would be. */
    public long nextRead() {
        return backlog.nextRead();
    }

    /** How many more records may be handed over now. */
    public int room() {
        return ending || pace.isDown() ? 0 : backlog.room();
    }

    /** Whether the endpoint is taken for down. */
    public boolean isOpenCircuit() {
        return pace.isDown();
    }

    /** Whether something cannot be written down, so that the position holds. */
    public boolean isHeld() {
        return journal.isHeld();
    }

    /** How many records are out and not yet answered. */
    public int inFlight() {
        return inFlight;
    }

    /** Whether what stands from {@code from} on follows what was seen, so that it may be handed over. */
    public boolean follows(long from) {
        return backlog.follows(from);
    }

    /** Takes records in the order of the inbox: all that stands from {@code from} to {@code next}. */
    public void accept(List<InboxRecord> records, long from, long next) {
        if (!ending) {
            backlog.accept(records, from, next);
            pump();
        }
    }

    /** Sends nothing more. The future ends once what is out has been answered and written down. */
    public CompletableFuture<Void> drain() {
        ending = true;
        return unsettled.none();
    }

    /** Nothing is sent any more; answers that are still to come are written down and move nothing. */
    public void stop() {
        ending = true;
        stopped = true;
        journal.stop();
    }

    /** Sends what is ready, as far as it may. */
    public void pump() {
        while (!ending && backlog.lanes().isReady() && inFlight < pace.mostInFlight()) {
            if (timer.now().isBefore(pace.quietUntil()) || !rules.mayBeTold(subscription)) {
                return;
            }
            if (!member.begin(again)) {
                return;
            }
            start(backlog.lanes().next());
        }
    }

    private void start(Lane lane) {
        Pending item = lane.first();
        unsettled.begin();
        if (item.record.contract() == null) {
            member.unused();
            var event = event(item, DeliveryResult.DEAD_LETTER).reason(item.record.fault());
            journal.giveUp(item.record, event, () -> done(lane, item));
            return;
        }
        Subscription present = rules.present(subscription);
        Optional<String> withheld = rules.withheld(present, item.record).or(() -> overtaken.reason(item.record));
        if (withheld.isPresent()) {
            member.unused();
            var event = event(item, DeliveryResult.WITHHELD).reason(withheld.get());
            journal.write(event, () -> done(lane, item));
            return;
        }
        Instant now = timer.now();
        item.attempts++;
        progress().tried(item.record.offset(), now);
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
                .within(limits.retries().limit(), progress().tried(item.record.offset(), sentAt), now);
        DeliveryJournal.Entry event =
                event(item, outcome.result()).sent(sentAt, now).answer(answer);
        if (outcome instanceof DeliveryOutcome.Delivered) {
            succeeded();
            journal.write(event, () -> done(lane, item));
        } else if (outcome instanceof DeliveryOutcome.Retry retry) {
            retry(lane, item, retry, event.reason(retry.reason()));
        } else if (outcome instanceof DeliveryOutcome.GiveUp giveUp) {
            if (answer instanceof Answer.Status status && status.status() < 500) {
                succeeded();
            }
            journal.giveUp(item.record, event.reason(giveUp.reason()), () -> done(lane, item));
        } else if (outcome instanceof DeliveryOutcome.Suspend suspend) {
            suspend(event.reason(suspend.reason()), suspend.reason());
        }
        pump();
    }

    private void retry(Lane lane, Pending item, DeliveryOutcome.Retry retry, DeliveryJournal.Entry event) {
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
                waits.await(lane, again);
                owner.moved(this);
            }
            unsettled.end();
        });
    }

    private org.slf4j.spi.LoggingEventBuilder warning() {
        return LOG.atWarn().addKeyValue("subscription", subscription.getSubscriptionId());
    }

    private void succeeded() {
        if (pace.succeeded()) {
            warning().log("An endpoint that was taken for down answers again");
            waits.endAll();
        }
    }

    private void done(Lane lane, Pending item) {
        if (!stopped) {
            backlog.finished(lane, item);
            pump();
            owner.moved(this);
        }
        unsettled.end();
    }

    private void suspend(DeliveryJournal.Entry event, String reason) {
        // From here on nothing more goes out, also while that is being written.
        ending = true;
        journal.write(event, () -> {
            unsettled.end();
            if (!stopped && !suspended) {
                suspended = true;
                owner.suspended(this, reason);
            }
        });
    }

    private DeliveryJournal.Entry event(Pending item, DeliveryResult result) {
        return new DeliveryJournal.Entry(subscription, item.record, result, item.attempts, timer.now());
    }
}
