package uk.tocsin.partnerfanout.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.partnerfanout.endpoint.WebhookProperties;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.inbox.InboxSource;
import uk.tocsin.partnerfanout.line.DeliveryLine;
import uk.tocsin.partnerfanout.line.DeliveryRules;
import uk.tocsin.partnerfanout.line.Overtaken;
import uk.tocsin.partnerfanout.position.DeliveryProgress;
import uk.tocsin.partnerfanout.position.PositionStore;
import uk.tocsin.partnerfanout.position.Positions;

/**
 * The running deliveries of this process: one {@link DeliveryLine} for each active subscription of the inboxes that fall
 * to it. They follow the directory.
 */
final class Deliveries implements DeliveryLine.Owner, LineStarts.Then {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Makes lines and what they need. */
    interface Lines {
        DeliveryLine line(
                Subscription subscription, DeliveryProgress progress, Overtaken overtaken, DeliveryLine.Owner owner);
    }

    private final Supplier<Directory> directory;
    private final Lines lines;
    private final PositionStore positions;
    private final DeliveryThread thread;
    private final Duration commitEvery;
    private final ExecutorService asking =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "tocsin-positions"));
    private final LineStarts starts;
    private final LineFeeder feeder;
    private final LineCommits commits;
    private final LineEnds ends;
    private final Suspensions suspensions;
    private final Map<TopicPartition, Long> owned = new HashMap<>();
    private final Map<String, RunningLine> running = new HashMap<>();

    Deliveries(
            Supplier<Directory> directory,
            Lines lines,
            PositionStore positions,
            Suspensions.Register register,
            InboxSource reader,
            DeliveryRules rules,
            DeliveryThread thread,
            WebhookProperties properties) {
        this.directory = directory;
        this.lines = lines;
        this.positions = positions;
        this.thread = thread;
        this.commitEvery = properties.commitInterval();
        this.feeder = new LineFeeder(reader, thread, owned, this::lost);
        this.commits = new LineCommits(positions, thread);
        this.ends = new LineEnds(commits, thread, properties.handoverTime());
        this.suspensions = new Suspensions(register, asking, thread);
        var backlogs = new BacklogScan(reader, thread, rules, properties.maxPending(), properties.maxLatestSubjects());
        this.starts = new LineStarts(positions, backlogs, asking, thread, owned, properties.maxSubscriptions(), this);
    }

    /** Begins to follow the directory and to commit positions. */
    void start() {
        thread.execute(this::look);
        thread.after(commitEvery, this::commitAll);
    }

    void stop() {
        feeder.stop();
        asking.shutdown();
        thread.stop();
    }

    private void look() {
        try {
            follow();
        } finally {
            thread.after(LOOK, this::look);
        }
    }

    /** Starts, changes and ends lines until they are those that the directory wants of the inboxes owned. */
    private void follow() {
        Map<String, Subscription> wanted = DirectoryRules.wanted(directory.get());
        for (RunningLine delivery : List.copyOf(running.values())) {
            Subscription subscription = wanted.get(delivery.id());
            if (subscription == null || wentOn(delivery.line.subscription(), subscription)) {
                var unused = end(delivery);
            } else if (!delivery.line.subscription().equals(subscription)) {
                delivery.line.change(subscription);
            } else {
                // It may have had to hold back while the directory was between two states.
                delivery.line.pump();
            }
        }
        suspensions.compare(wanted);
        List<Subscription> fresh = wanted.values().stream()
                .filter(subscription ->
                        isNew(subscription.getSubscriptionId()) && owned.containsKey(Positions.inbox(subscription)))
                .toList();
        starts.begin(fresh, running.size());
    }

    /** Whether it was paused and went on meanwhile, so that its backlog is to be looked through. */
    private static boolean wentOn(Subscription before, Subscription now) {
        return !Objects.equals(before.getLatestBefore(), now.getLatestBefore());
    }

    private boolean isNew(String id) {
        return !running.containsKey(id) && !ends.has(id) && !starts.has(id) && !suspensions.has(id);
    }

    @Override
    public void start(
            TopicPartition inbox, Subscription subscription, DeliveryProgress progress, @Nullable Overtaken overtaken) {
        var delivery = new RunningLine(
                lines.line(subscription, progress, overtaken == null ? Overtaken.NOTHING : overtaken, this), inbox);
        running.put(delivery.id(), delivery);
        if (overtaken == null) {
            lost(delivery);
        } else {
            feeder.feed(delivery);
        }
    }

    @Override
    public void lost(Subscription subscription, String reason) {
        suspensions.suspend(subscription, "its position was lost: " + reason);
    }

    private void lost(RunningLine delivery) {
        positions.raise(delivery.id(), delivery.inbox);
        delivery.line.stop();
        running.remove(delivery.id());
        lost(delivery.line.subscription(), "the inbox no longer holds what stood there");
    }

    @Override
    public void moved(DeliveryLine line) {
        RunningLine delivery = running.get(line.subscription().getSubscriptionId());
        if (delivery != null && delivery.line == line) {
            feeder.feed(delivery);
        }
    }

    @Override
    public void suspended(DeliveryLine line, String reason) {
        RunningLine delivery = running.get(line.subscription().getSubscriptionId());
        if (delivery != null) {
            var unused = end(delivery);
        }
        suspensions.suspend(line.subscription(), reason);
    }

    private CompletableFuture<?> end(RunningLine delivery) {
        running.remove(delivery.id());
        return ends.end(delivery);
    }

    private void commitAll() {
        try {
            for (RunningLine delivery : running.values()) {
                var unused = commits.commit(delivery);
            }
        } finally {
            thread.after(commitEvery, this::commitAll);
        }
    }

    /** An inbox falls to this process, and ends at {@code end}. */
    void own(TopicPartition inbox, long end) {
        owned.put(inbox, end);
    }

    /**
     * These inboxes do not any more: their lines end. The future says when what was out is settled, or has not been for too
     * long, and their positions are committed.
     */
    CompletableFuture<?> disown(Collection<TopicPartition> inboxes) {
        inboxes.forEach(owned::remove);
        starts.anew();
        return CompletableFuture.allOf(of(inboxes).stream().map(this::end).toArray(CompletableFuture[]::new));
    }

    /** Another process has had these inboxes for some time: their lines stop, and positions are its to commit. */
    void lose(Collection<TopicPartition> inboxes) {
        inboxes.forEach(owned::remove);
        starts.anew();
        for (RunningLine delivery : of(inboxes)) {
            running.remove(delivery.id());
            delivery.line.stop();
        }
    }

    /** The follower has read an inbox from {@code from} to {@code next}; null for what could not be decoded. */
    void offer(TopicPartition inbox, long from, @Nullable List<InboxRecord> records, long next) {
        if (owned.replace(inbox, next) != null) {
            of(List.of(inbox)).forEach(delivery -> feeder.offer(delivery, from, records, next));
        }
    }

    private List<RunningLine> of(Collection<TopicPartition> inboxes) {
        return running.values().stream()
                .filter(delivery -> inboxes.contains(delivery.inbox))
                .toList();
    }

    /** What this process does for the subscriptions that fall to it. */
    List<DeliveryLine> lines() {
        try {
            return thread.ask(
                    () -> running.values().stream()
                            .map(delivery -> delivery.line)
                            .toList(),
                    TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }
}
