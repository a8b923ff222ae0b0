package uk.tocsin.partnerfanout.line;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.endpoint.Answer;
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

    private final MemberPace member;
    private final Runnable again = this::pump;
    private final DeliveryTimer timer;
    private final DeliveryRules rules;
    private final Owner owner;
    private final DeliveryBacklog backlog;
    private final EndpointPace pace;
    private final RetryWaits waits;
    private final LineAttempts attempts;
    private Subscription subscription;
    private boolean ending;
    private boolean suspended;

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
        this.member = member;
        this.timer = timer;
        this.rules = rules;
        this.owner = owner;
        this.backlog = new DeliveryBacklog(progress, limits);
        this.pace = new EndpointPace(limits, random);
        this.waits = new RetryWaits(pace, backlog.lanes(), timer, this::pump);
        this.attempts = new LineAttempts(
                new Steps(), backlog, pace, waits, member, overtaken, limits, sender, log, timer, rules);
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
        return attempts.isHeld();
    }

    /** How many records are out and not yet answered. */
    public int inFlight() {
        return attempts.inFlight();
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
        return attempts.settled();
    }

    /** Nothing is sent any more; answers that are still to come are written down and move nothing. */
    public void stop() {
        ending = true;
        attempts.stop();
    }

    /** Sends what is ready, as far as it may. */
    public void pump() {
        while (!ending && backlog.lanes().isReady() && attempts.inFlight() < pace.mostInFlight()) {
            if (timer.now().isBefore(pace.quietUntil()) || !rules.mayBeTold(subscription)) {
                return;
            }
            if (!member.begin(again)) {
                return;
            }
            attempts.begin(backlog.lanes().next());
        }
    }

    /** What follows for the line when something has come of one of its records. */
    private final class Steps implements LineAttempts.Line {

        @Override
        public Subscription subscription() {
            return subscription;
        }

        @Override
        public void answered() {
            pump();
        }

        @Override
        public void finished(Lane lane, Pending item) {
            backlog.finished(lane, item);
            pump();
            owner.moved(DeliveryLine.this);
        }

        @Override
        public void waits(Lane lane, Instant until) {
            waits.await(lane, until);
            owner.moved(DeliveryLine.this);
        }

        @Override
        public void ends() {
            ending = true;
        }

        @Override
        public void suspended(String reason) {
            if (!suspended) {
                suspended = true;
                owner.suspended(DeliveryLine.this, reason);
            }
        }
    }
}
