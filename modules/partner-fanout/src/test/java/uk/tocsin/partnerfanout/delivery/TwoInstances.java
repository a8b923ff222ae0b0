package uk.tocsin.partnerfanout.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.partnerfanout.Examples;
import uk.tocsin.partnerfanout.endpoint.Answer;
import uk.tocsin.partnerfanout.endpoint.WebhookProperties;
import uk.tocsin.partnerfanout.inbox.InboxReader;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.inbox.InboxSource;
import uk.tocsin.partnerfanout.line.DeliveryLimits;
import uk.tocsin.partnerfanout.line.DeliveryLine;
import uk.tocsin.partnerfanout.line.DeliveryLog;
import uk.tocsin.partnerfanout.line.DeliveryRules;
import uk.tocsin.partnerfanout.line.Journey;
import uk.tocsin.partnerfanout.line.MemberPace;
import uk.tocsin.partnerfanout.position.PositionStart;
import uk.tocsin.partnerfanout.position.PositionStore;
import uk.tocsin.partnerfanout.position.Positions;

/**
 * Two instances of the hub that share out one inbox, as a rebalance of their group does, and the endpoint of its
 * subscription. Inbox and committed positions are those of one broker; time is real.
 */
final class TwoInstances implements AutoCloseable {

    static final TopicPartition INBOX = new TopicPartition("tocsin.partner.dover.inbox", 0);

    /** How long an instance waits for answers before it hands over; short, so that a test can outlast it. */
    static final Duration HANDOVER = Duration.ofMillis(600);

    private static final Directory DIRECTORY = Examples.EAST_KENT.with(DirectoryEntry.newBuilder()
            .setEntryId("subscription:dover-example")
            .setRecordedAt(Examples.TIME)
            .setRecordedBy("dover")
            .setSubscription(Journey.SUBSCRIPTION)
            .build());

    /** How long the endpoint takes to answer, and with what. */
    record Reply(Duration after, Answer answer) {}

    /** One message as it came in at the endpoint. */
    record Arrival(String name, Object id, String from) {}

    final Instance first = new Instance("first");
    final Instance second = new Instance("second");
    /** Everything that reached the endpoint, in that order. */
    final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    /** What the endpoint answered with a success. */
    final List<String> taken = new CopyOnWriteArrayList<>();

    volatile Function<InboxRecord, Reply> endpoint = record -> new Reply(Duration.ofMillis(5), Journey.ok());

    private final List<InboxRecord> inbox = new ArrayList<>();
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<String, OffsetAndMetadata> committed = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor network = new ScheduledThreadPoolExecutor(2);

    /** An event of each of these incidents comes into the inbox. */
    synchronized void arrive(String... incidents) {
        for (String incident : incidents) {
            int number = numbers.merge(incident, 1, Integer::sum);
            inbox.add(Journey.record(inbox.size(), incident, Journey.response(incident, number)));
        }
    }

    synchronized List<InboxRecord> read(long from, int max) {
        int start = (int) Math.min(from, inbox.size());
        return List.copyOf(inbox.subList(start, (int) Math.min(inbox.size(), (long) start + max)));
    }

    synchronized long end() {
        return inbox.size();
    }

    long committedPosition() {
        OffsetAndMetadata position = committed.get(Positions.group("dover-example"));
        return position == null ? 0 : position.offset();
    }

    /** The names of what arrived of one incident, without repetitions, in the order in which each first arrived. */
    List<String> firstArrivalsOf(String incident) {
        return arrivals.stream()
                .map(Arrival::name)
                .filter(name -> name.startsWith(incident))
                .distinct()
                .toList();
    }

    /** The ids of messages that arrived more than once, with how often. */
    Map<Object, Long> repetitions() {
        Map<Object, Long> counts = arrivals.stream().collect(Collectors.groupingBy(Arrival::id, Collectors.counting()));
        counts.values().removeIf(count -> count == 1);
        return counts;
    }

    private void later(Duration after, Runnable task) {
        var unused = network.schedule(task, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        first.deliveries.stop();
        second.deliveries.stop();
        network.shutdownNow();
    }

    /** One process. What the group's coordinator would tell it, a test tells it. */
    final class Instance implements PositionStore, InboxSource, DeliveryRules, DeliveryLog {

        final List<DeliveryEvent> written = new CopyOnWriteArrayList<>();
        private final String name;
        private final DeliveryThread thread = new DeliveryThread(Clock.systemUTC());
        private final Deliveries deliveries;
        private final DeliveryHandover handover;

        Instance(String name) {
            this.name = name;
            var random = new Random(7);
            var settings = Map.of(
                    "tocsin.webhook.commit-interval", "20ms",
                    "tocsin.webhook.handover-time", HANDOVER.toMillis() + "ms",
                    "tocsin.webhook.first-retry", "20ms",
                    "tocsin.webhook.max-retry", "50ms",
                    "tocsin.webhook.max-in-flight", "4",
                    "tocsin.webhook.max-pending", "20",
                    "tocsin.webhook.max-ahead", "1000",
                    "tocsin.webhook.circuit-threshold", "1000");
            var properties = new Binder(new MapConfigurationPropertySource(settings))
                    .bindOrCreate("tocsin.webhook", WebhookProperties.class);
            var limits = DeliveryLimits.of(properties);
            deliveries = new Deliveries(
                    () -> DIRECTORY,
                    (subscription, progress, overtaken, owner) -> new DeliveryLine(
                            subscription,
                            progress,
                            overtaken,
                            limits,
                            MemberPace.of(properties, thread),
                            (sent, record) -> send(record),
                            this,
                            thread,
                            random::nextDouble,
                            this,
                            owner),
                    this,
                    (subscription, reason) -> true,
                    this,
                    this,
                    thread,
                    properties);
            handover = new DeliveryHandover(deliveries, thread);
            deliveries.start();
        }

        /** The inbox falls to this instance. */
        void takesOver() {
            handover.assigned(INBOX, end());
        }

        /** This instance gives the inbox back, because the other one joined or because it leaves itself. */
        void handsOver() {
            handover.revoked(List.of(INBOX));
        }

        int inFlight() {
            return deliveries.lines().stream().mapToInt(DeliveryLine::inFlight).sum();
        }

        /** Reads what came in since it last looked, as the follower does. */
        void follow(long from) {
            List<InboxRecord> records = TwoInstances.this.read(from, Integer.MAX_VALUE);
            handover.read(INBOX, from, records, from + records.size());
        }

        private CompletionStage<Answer> send(InboxRecord record) {
            var answer = new CompletableFuture<Answer>();
            arrivals.add(new Arrival(Journey.name(record), String.valueOf(record.eventId()), name));
            Reply reply = endpoint.apply(record);
            later(reply.after(), () -> {
                if (reply.answer().equals(Journey.ok())) {
                    taken.add(Journey.name(record));
                }
                answer.complete(reply.answer());
            });
            return answer;
        }

        @Override
        public Map<String, PositionStart> starts(Collection<Subscription> subscriptions)
                throws ExecutionException, InterruptedException, TimeoutException {
            return subscriptions.stream()
                    .map(Subscription::getSubscriptionId)
                    .collect(Collectors.toMap(
                            id -> id,
                            id -> PositionStart.of(
                                    committed.get(Positions.group(id)), committed.containsKey(id), 0, 0)));
        }

        @Override
        public CompletionStage<?> commit(String group, TopicPartition of, long offset, String note) {
            // A broker takes a moment.
            return CompletableFuture.runAsync(
                    () -> committed.put(group, new OffsetAndMetadata(offset, note)),
                    task -> later(Duration.ofMillis(3), task));
        }

        @Override
        public void raise(String subscriptionId, TopicPartition of) {
            throw new IllegalStateException("the position of " + subscriptionId + " was lost");
        }

        @Override
        public void read(TopicPartition of, long from, int max, Consumer<InboxReader.Part> then) {
            network.execute(() -> {
                List<InboxRecord> records = TwoInstances.this.read(from, max);
                then.accept(new InboxReader.Part.Read(records, from + records.size()));
            });
        }

        @Override
        public void stop() {
            // The inbox is the test's own.
        }

        @Override
        public boolean mayBeTold(Subscription subscription) {
            return true;
        }

        @Override
        public Subscription present(Subscription subscription) {
            return subscription;
        }

        @Override
        public Optional<String> withheld(Subscription subscription, InboxRecord record) {
            return Optional.empty();
        }

        @Override
        public CompletionStage<?> write(DeliveryEvent event) {
            return CompletableFuture.runAsync(() -> written.add(event), task -> later(Duration.ofMillis(1), task));
        }

        @Override
        public CompletionStage<?> giveUp(InboxRecord record, DeliveryEvent event) {
            return write(event);
        }
    }
}
