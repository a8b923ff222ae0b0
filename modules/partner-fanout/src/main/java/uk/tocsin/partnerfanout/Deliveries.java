package uk.tocsin.partnerfanout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;

/**
 * The running deliveries of this process: one {@link DeliveryLine} for each active subscription of the inboxes that fall
 * to it. They follow the directory. A line that cannot take what the follower reads is behind, and is read for apart, so
 * that no subscription waits for another.
 */
final class Deliveries implements SmartLifecycle, InboxFollower.Listener, DeliveryLine.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration HANDOVER = Duration.ofSeconds(10);

    /** Makes lines and what they need. */
    interface Lines {
        DeliveryLine line(Subscription subscription, DeliveryProgress progress, DeliveryLine.Owner owner);
    }

    private static final class Running {
        private final DeliveryLine line;
        private final TopicPartition inbox;
        private boolean reading;
        private boolean committing;
        private long committed;
        private String note = "";

        Running(DeliveryLine line, TopicPartition inbox) {
            this.line = line;
            this.inbox = inbox;
            this.committed = line.progress().position();
        }
    }

    private final Supplier<Directory> directory;
    private final Lines lines;
    private final Positions positions;
    private final SubscriptionRegister register;
    private final InboxReader reader;
    private final Function<InboxFollower.Listener, InboxFollower> followers;
    private final DeliveryThread thread;
    private final Duration commitEvery;
    private final int maxSubscriptions;
    private final ExecutorService asking =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "tocsin-positions"));
    private final Map<TopicPartition, Long> owned = new HashMap<>();
    private final Map<String, Running> running = new HashMap<>();
    private final Set<String> starting = new HashSet<>();
    private final Map<String, Subscription> stopped = new HashMap<>();
    private @Nullable InboxFollower follower;

    Deliveries(
            Supplier<Directory> directory,
            Lines lines,
            Positions positions,
            SubscriptionRegister register,
            InboxReader reader,
            Function<InboxFollower.Listener, InboxFollower> followers,
            DeliveryThread thread,
            WebhookProperties properties) {
        this.directory = directory;
        this.lines = lines;
        this.positions = positions;
        this.register = register;
        this.reader = reader;
        this.followers = followers;
        this.thread = thread;
        this.commitEvery = properties.commitInterval();
        this.maxSubscriptions = properties.maxSubscriptions();
    }

    /** The subscriptions that are to be delivered: active ones of members that are partners now, by their id. */
    static Map<String, Subscription> wanted(Directory directory) {
        return directory.subscriptions().stream()
                .filter(subscription -> subscription.getState() == SubscriptionState.ACTIVE)
                .filter(subscription -> directory.allows(subscription.getMemberId(), Role.PARTNER))
                .collect(Collectors.toMap(Subscription::getSubscriptionId, Function.identity()));
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
        Map<String, Subscription> wanted = wanted(directory.get());
        for (String id : Set.copyOf(running.keySet())) {
            Running delivery = running.get(id);
            Subscription subscription = wanted.get(id);
            if (subscription == null) {
                var unused = end(id);
            } else if (delivery != null && !delivery.line.subscription().equals(subscription)) {
                delivery.line.change(subscription);
            } else if (delivery != null) {
                // It may have had to hold back while the directory was between two states.
                delivery.line.pump();
            }
        }
        // What stopped by itself starts again when its entry in the directory has changed, and not before.
        stopped.entrySet().removeIf(entry -> !entry.getValue().equals(wanted.get(entry.getKey())));
        Map<TopicPartition, List<Subscription>> fresh = wanted.values().stream()
                .filter(subscription -> !running.containsKey(subscription.getSubscriptionId())
                        && !starting.contains(subscription.getSubscriptionId())
                        && !stopped.containsKey(subscription.getSubscriptionId())
                        && owned.containsKey(inbox(subscription)))
                .collect(Collectors.groupingBy(Deliveries::inbox));
        fresh.forEach(this::begin);
    }

    /** The inbox of a subscription: members' inboxes have one partition. */
    static TopicPartition inbox(Subscription subscription) {
        return new TopicPartition(Topics.inbox(subscription.getMemberId()), 0);
    }

    private void begin(TopicPartition inbox, List<Subscription> subscriptions) {
        List<Subscription> taken = new ArrayList<>();
        for (Subscription subscription : subscriptions) {
            if (running.size() + starting.size() < maxSubscriptions) {
                starting.add(subscription.getSubscriptionId());
                taken.add(subscription);
            } else {
                LOG.atError()
                        .addKeyValue("subscription", subscription.getSubscriptionId())
                        .log("Too many subscriptions; this one is not delivered");
            }
        }
        if (!taken.isEmpty()) {
            asking.execute(() -> ask(inbox, taken));
        }
    }

    private void ask(TopicPartition inbox, List<Subscription> subscriptions) {
        try {
            Map<String, Positions.Start> starts = positions.starts(inbox, subscriptions);
            thread.execute(() -> subscriptions.forEach(
                    subscription -> start(inbox, subscription, starts.get(subscription.getSubscriptionId()))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | KafkaException | java.util.concurrent.CompletionException e) {
            LOG.atWarn()
                    .addKeyValue("topicName", inbox.topic())
                    .addKeyValue("error", e.toString())
                    .log("Positions cannot be read; trying again");
            thread.after(
                    RETRY,
                    () -> subscriptions.forEach(subscription -> starting.remove(subscription.getSubscriptionId())));
        }
    }

    private void start(TopicPartition inbox, Subscription subscription, Positions.@Nullable Start start) {
        String id = subscription.getSubscriptionId();
        starting.remove(id);
        if (start instanceof Positions.Start.Lost lost) {
            stopped.put(id, subscription);
            suspend(subscription, "its position was lost: " + lost.reason());
        } else if (start instanceof Positions.Start.From from && owned.containsKey(inbox)) {
            var delivery = new Running(lines.line(subscription, from.progress(), this), inbox);
            running.put(id, delivery);
            feed(delivery);
        }
    }

    /** Reads for a line that is behind, once at a time, as far as it has room. */
    private void feed(Running delivery) {
        Long end = owned.get(delivery.inbox);
        int room = delivery.line.room();
        if (end == null || delivery.reading || room == 0 || delivery.line.nextRead() >= end) {
            return;
        }
        delivery.reading = true;
        reader.read(delivery.inbox, delivery.line.nextRead(), room, part -> thread.execute(() -> fed(delivery, part)));
    }

    private void fed(Running delivery, InboxReader.Part part) {
        if (part instanceof InboxReader.Part.Read read) {
            delivery.reading = false;
            // While that was read the endpoint may have gone down: then it is read again later.
            if (delivery.line.room() >= read.records().size()) {
                delivery.line.accept(read.records(), read.next());
            }
            feed(delivery);
        } else if (part instanceof InboxReader.Part.Gone) {
            lost(delivery);
        } else {
            thread.after(RETRY, () -> {
                delivery.reading = false;
                feed(delivery);
            });
        }
    }

    private void lost(Running delivery) {
        Subscription subscription = delivery.line.subscription();
        positions.raise(subscription.getSubscriptionId(), delivery.inbox);
        delivery.line.stop();
        running.remove(subscription.getSubscriptionId());
        stopped.put(subscription.getSubscriptionId(), subscription);
        suspend(subscription, "its position was lost: the inbox no longer holds what stood there");
    }

    /** The directory is followed only so often; a right that has ended counts at once. */
    @Override
    public boolean mayBeTold(Subscription subscription) {
        return directory.get().allows(subscription.getMemberId(), Role.PARTNER);
    }

    @Override
    public void moved(DeliveryLine line) {
        Running delivery = running.get(line.subscription().getSubscriptionId());
        if (delivery != null && delivery.line == line) {
            feed(delivery);
        }
    }

    @Override
    public void suspended(DeliveryLine line, String reason) {
        Subscription subscription = line.subscription();
        stopped.put(subscription.getSubscriptionId(), subscription);
        var unused = end(subscription.getSubscriptionId());
        suspend(subscription, reason);
    }

    /** Enters it into the directory, for as long as it takes. */
    private void suspend(Subscription subscription, String reason) {
        LOG.atError()
                .addKeyValue("subscription", subscription.getSubscriptionId())
                .addKeyValue("error", reason)
                .log("A subscription is suspended; what comes for it stays in the inbox");
        asking.execute(() -> {
            if (!register.suspend(subscription, reason)) {
                thread.after(RETRY, () -> suspend(subscription, reason));
            }
        });
    }

    private void commitAll() {
        try {
            for (Running delivery : running.values()) {
                var unused = commit(delivery);
            }
        } finally {
            thread.after(commitEvery, this::commitAll);
        }
    }

    private CompletableFuture<?> commit(Running delivery) {
        long position = delivery.line.progress().position();
        String note = delivery.line.progress().note();
        if (delivery.committing || (position == delivery.committed && note.equals(delivery.note))) {
            return CompletableFuture.completedFuture(null);
        }
        delivery.committing = true;
        String group = Positions.group(delivery.line.subscription().getSubscriptionId());
        return positions
                .commit(group, delivery.inbox, position, note)
                .whenCompleteAsync((done, failure) -> committed(delivery, position, note, failure), thread)
                .toCompletableFuture();
    }

    private static void committed(Running delivery, long position, String note, @Nullable Throwable failure) {
        delivery.committing = false;
        if (failure == null) {
            delivery.committed = position;
            delivery.note = note;
        } else {
            LOG.atWarn()
                    .addKeyValue("subscription", delivery.line.subscription().getSubscriptionId())
                    .addKeyValue("error", failure.toString())
                    .log("A position cannot be committed; trying again");
        }
    }

    private CompletableFuture<?> end(String id) {
        Running delivery = running.remove(id);
        if (delivery == null) {
            return CompletableFuture.completedFuture(null);
        }
        delivery.line.stop();
        return commit(delivery);
    }

    @Override
    public void assigned(TopicPartition inbox, long end) {
        thread.execute(() -> owned.put(inbox, end));
    }

    @Override
    public void revoked(Collection<TopicPartition> inboxes) {
        try {
            CompletableFuture<?> ended = thread.ask(
                    () -> {
                        inboxes.forEach(owned::remove);
                        return CompletableFuture.allOf(running.entrySet().stream()
                                .filter(entry -> inboxes.contains(entry.getValue().inbox))
                                .map(Map.Entry::getKey)
                                .toList()
                                .stream()
                                .map(this::end)
                                .toArray(CompletableFuture[]::new));
                    },
                    HANDOVER);
            ended.get(HANDOVER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn()
                    .addKeyValue("error", e.toString())
                    .log("Positions could not be handed over; some events will be sent again");
        }
    }

    @Override
    public void read(TopicPartition inbox, long from, @Nullable List<InboxRecord> records, long next) {
        try {
            thread.ask(
                    () -> {
                        if (owned.replace(inbox, next) != null) {
                            running.values().stream()
                                    .filter(delivery -> delivery.inbox.equals(inbox))
                                    .toList()
                                    .forEach(delivery -> offer(delivery, from, records, next));
                        }
                        return true;
                    },
                    HANDOVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atError().addKeyValue("error", e.toString()).log("What was read of an inbox could not be handed over");
        }
    }

    private void offer(Running delivery, long from, @Nullable List<InboxRecord> records, long next) {
        DeliveryLine line = delivery.line;
        if (records != null && line.nextRead() >= from && line.room() >= Math.max(1, records.size())) {
            line.accept(records, next);
        } else {
            feed(delivery);
        }
    }

    /** What this process does for a subscription, if it falls to this process. */
    List<DeliveryLine> lines() {
        try {
            return thread.ask(
                    () -> running.values().stream()
                            .map(delivery -> delivery.line)
                            .toList(),
                    HANDOVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    @Override
    public void start() {
        InboxFollower following = followers.apply(this);
        follower = following;
        thread.execute(this::look);
        thread.after(commitEvery, this::commitAll);
        following.start();
    }

    @Override
    public void stop() {
        InboxFollower following = follower;
        follower = null;
        if (following != null) {
            try {
                following.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        reader.stop();
        asking.shutdown();
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return follower != null;
    }
}
