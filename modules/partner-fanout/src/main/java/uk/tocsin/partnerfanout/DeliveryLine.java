package uk.tocsin.partnerfanout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.contracts.DeliveryResult;
import uk.tocsin.contracts.Subscription;

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
final class DeliveryLine {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLine.class);

    /** Sends one record once. */
    interface Sender {
        CompletionStage<Answer> send(Subscription subscription, InboxRecord record);
    }

    /** What the line tells whoever runs it. */
    interface Owner {

        /** Whether the member may be told now; asked before each attempt. */
        boolean mayBeTold(Subscription subscription);

        /** There may be room for more records, or a position to commit. */
        void moved(DeliveryLine line);

        /** The endpoint wants nothing any more: the line has stopped. */
        void suspended(DeliveryLine line, String reason);
    }

    private static final class Pending {
        private final InboxRecord record;
        private int attempts;
        private @Nullable Instant firstAttemptAt;

        Pending(InboxRecord record) {
            this.record = record;
        }
    }

    private static final class Lane {
        private final String key;
        private final Deque<Pending> queue = new ArrayDeque<>();

        Lane(String key) {
            this.key = key;
        }
    }

    private final DeliveryLimits limits;
    private final Sender sender;
    private final DeliveryJournal journal;
    private final DeliveryTimer timer;
    private final Supplier<Double> random;
    private final Owner owner;
    private final DeliveryProgress progress;
    private final Circuit circuit;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final NavigableMap<Long, Pending> pending = new TreeMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final Set<Lane> waiting = new HashSet<>();
    private Subscription subscription;
    private Instant quietUntil = Instant.MIN;
    private long nextRead;
    private int inFlight;
    private boolean suspending;
    private boolean stopped;

    DeliveryLine(
            Subscription subscription,
            DeliveryProgress progress,
            DeliveryLimits limits,
            Sender sender,
            DeliveryLog log,
            DeliveryTimer timer,
            Supplier<Double> random,
            Owner owner) {
        this.subscription = subscription;
        this.progress = progress;
        this.limits = limits;
        this.sender = sender;
        this.timer = timer;
        this.random = random;
        this.owner = owner;
        this.journal = new DeliveryJournal(log, timer, limits.holdWait());
        this.circuit = new Circuit(limits.circuitThreshold());
        this.nextRead = progress.position();
    }

    Subscription subscription() {
        return subscription;
    }

    /** A changed endpoint or secret counts from the next attempt on, and is tried at once. */
    void change(Subscription changed) {
        subscription = changed;
        quietUntil = Instant.MIN;
        wakeAll();
    }

    DeliveryProgress progress() {
        return progress;
    }

    /** Where the next record that this line needs would be. */
    long nextRead() {
        return nextRead;
    }

    /** How many more records may be handed over now. */
    int room() {
        boolean full = stopped || circuit.isOpen() || progress.ahead() >= limits.maxAhead();
        return full ? 0 : Math.max(0, limits.maxPending() - pending.size());
    }

    boolean isOpenCircuit() {
        return circuit.isOpen();
    }

    /** Whether something cannot be written down, so that the position holds. */
    boolean isHeld() {
        return journal.isHeld();
    }

    int inFlight() {
        return inFlight;
    }

    /** When the endpoint is next tried, while it is left alone. */
    Instant quietUntil() {
        return quietUntil;
    }

    /** Takes records in the order of the inbox; {@code next} is where reading goes on. */
    void accept(List<InboxRecord> records, long next) {
        if (stopped) {
            return;
        }
        for (InboxRecord record : records) {
            long offset = record.offset();
            if (offset >= nextRead && progress.wants(offset) && !pending.containsKey(offset)) {
                take(record);
            }
        }
        nextRead = Math.max(nextRead, next);
        progress.readUpTo(next);
        pump();
    }

    private void take(InboxRecord record) {
        var item = new Pending(record);
        pending.put(record.offset(), item);
        progress.begun(record.offset());
        Lane lane = lanes.computeIfAbsent(record.lane(), Lane::new);
        lane.queue.add(item);
        if (lane.queue.size() == 1) {
            ready.add(lane);
        }
    }

    /** Nothing is sent any more; answers that are still to come are written down and move nothing. */
    void stop() {
        stopped = true;
        journal.stop();
    }

    /** Sends what is ready, as far as it may. */
    void pump() {
        while (!stopped
                && !suspending
                && !ready.isEmpty()
                && inFlight < (circuit.isOpen() ? 1 : limits.maxInFlight())) {
            if (timer.now().isBefore(quietUntil) || !owner.mayBeTold(subscription)) {
                return;
            }
            start(ready.remove());
        }
    }

    private void start(Lane lane) {
        Pending item = lane.queue.element();
        InboxRecord record = item.record;
        if (record.contract() == null) {
            journal.giveUp(
                    record, event(item, DeliveryResult.DEAD_LETTER).reason(record.fault()), () -> done(lane, item));
            return;
        }
        Instant now = timer.now();
        item.attempts++;
        if (item.firstAttemptAt == null) {
            item.firstAttemptAt = now;
        }
        inFlight++;
        var unused = sender.send(subscription, record)
                .whenCompleteAsync((answer, failure) -> answered(lane, item, answer(answer, failure), now), timer);
    }

    private static Answer answer(@Nullable Answer answer, @Nullable Throwable failure) {
        return answer == null ? new Answer.None(Answer.Fault.NETWORK, "it could not be sent: " + failure) : answer;
    }

    private void answered(Lane lane, Pending item, Answer answer, Instant sentAt) {
        inFlight--;
        Instant now = timer.now();
        DeliveryOutcome outcome = limited(DeliveryOutcome.of(answer, now), item, now);
        if (outcome instanceof DeliveryOutcome.Delivered) {
            closeCircuit();
            journal.write(
                    event(item, DeliveryResult.DELIVERED).sent(sentAt, now).answer(answer), () -> done(lane, item));
        } else if (outcome instanceof DeliveryOutcome.Retry retry) {
            retry(
                    lane,
                    item,
                    retry,
                    event(item, DeliveryResult.WILL_RETRY).sent(sentAt, now).answer(answer));
        } else if (outcome instanceof DeliveryOutcome.GiveUp giveUp) {
            if (answer instanceof Answer.Status status && status.status() < 500) {
                closeCircuit();
            }
            var event = event(item, DeliveryResult.DEAD_LETTER)
                    .sent(sentAt, now)
                    .answer(answer)
                    .reason(giveUp.reason());
            journal.giveUp(item.record, event, () -> done(lane, item));
        } else if (outcome instanceof DeliveryOutcome.Suspend suspend) {
            var event = event(item, DeliveryResult.SUSPENDED)
                    .sent(sentAt, now)
                    .answer(answer)
                    .reason(suspend.reason());
            suspend(event, suspend.reason());
        }
        pump();
    }

    /** What has been tried for too long is given up. */
    private DeliveryOutcome limited(DeliveryOutcome outcome, Pending item, Instant now) {
        Instant first = item.firstAttemptAt;
        Duration limit = limits.retries().limit();
        if (outcome instanceof DeliveryOutcome.Retry retry
                && first != null
                && Duration.between(first, now).compareTo(limit) >= 0) {
            return new DeliveryOutcome.GiveUp("not taken in " + limit + ": " + retry.reason());
        }
        return outcome;
    }

    private void retry(Lane lane, Pending item, DeliveryOutcome.Retry retry, DeliveryJournal.Entry event) {
        if (circuit.failed()) {
            warning().log("An endpoint is taken for down; one attempt at a time probes it");
            letGo();
        }
        int failures = circuit.isOpen() ? circuit.failuresWhileOpen() : item.attempts;
        Duration wait = limits.retries().delay(failures, random.get(), retry.asked());
        if (circuit.isOpen() || retry.asked() != null) {
            quiet(timer.now().plus(wait));
        }
        Instant again = timer.now().plus(wait);
        warning()
                .addKeyValue("eventId", item.record.eventId())
                .addKeyValue("attempt", item.attempts)
                .addKeyValue("error", retry.reason())
                .log("A delivery failed; it will be tried again");
        journal.write(event.reason(retry.reason()).nextAttempt(again), () -> waitFor(lane, again));
    }

    private org.slf4j.spi.LoggingEventBuilder warning() {
        return LOG.atWarn().addKeyValue("subscription", subscription.getSubscriptionId());
    }

    /** The whole endpoint is left alone until {@code until}. */
    private void quiet(Instant until) {
        if (until.isAfter(quietUntil)) {
            quietUntil = until;
            timer.after(Duration.between(timer.now(), until), this::pump);
        }
    }

    private void waitFor(Lane lane, Instant until) {
        if (stopped) {
            return;
        }
        waiting.add(lane);
        if (circuit.isOpen()) {
            // The endpoint waits as a whole: the lane is ready for the next probe, before those not yet tried.
            wake(lane, true);
        } else {
            Duration wait = Duration.between(timer.now(), until);
            timer.after(wait.isNegative() ? Duration.ZERO : wait, () -> wake(lane, false));
        }
    }

    private void wake(Lane lane, boolean first) {
        if (waiting.remove(lane)) {
            if (first) {
                ready.addFirst(lane);
            } else {
                ready.add(lane);
            }
            pump();
        }
    }

    private void wakeAll() {
        ready.addAll(waiting);
        waiting.clear();
        pump();
    }

    private void closeCircuit() {
        if (circuit.succeeded()) {
            warning().log("An endpoint that was taken for down answers again");
            quietUntil = Instant.MIN;
            wakeAll();
        }
    }

    /** What has never been tried can be read again; holding it for an endpoint that is down would only take memory. */
    private void letGo() {
        long lowest = nextRead;
        for (Lane lane : Set.copyOf(lanes.values())) {
            for (Pending item : List.copyOf(lane.queue)) {
                if (item.attempts == 0) {
                    lane.queue.remove(item);
                    pending.remove(item.record.offset());
                    lowest = Math.min(lowest, item.record.offset());
                }
            }
            if (lane.queue.isEmpty()) {
                lanes.remove(lane.key);
                ready.remove(lane);
            }
        }
        nextRead = lowest;
    }

    private void done(Lane lane, Pending item) {
        if (stopped) {
            return;
        }
        progress.finished(item.record.offset());
        pending.remove(item.record.offset());
        lane.queue.remove(item);
        if (lane.queue.isEmpty()) {
            lanes.remove(lane.key);
        } else {
            ready.add(lane);
        }
        pump();
        owner.moved(this);
    }

    private void suspend(DeliveryJournal.Entry event, String reason) {
        // From here on nothing more goes out, also while that is being written.
        suspending = true;
        journal.write(event, () -> {
            if (!stopped) {
                stop();
                owner.suspended(this, reason);
            }
        });
    }

    private DeliveryJournal.Entry event(Pending item, DeliveryResult result) {
        return new DeliveryJournal.Entry(subscription, item.record, result, item.attempts, timer.now());
    }
}
