package uk.tocsin.partnerfanout.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.partnerfanout.inbox.ConsumerLoop;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/**
 * Follows the ends of all inboxes that fall to this process, for all of their subscriptions at once. The group that it
 * joins shares the inboxes out among processes and has no position: how far each subscription is stands elsewhere.
 */
final class InboxFollower implements ConsumerLoop.Work {

    static final String GROUP = "tocsin-webhooks";

    private static final Pattern INBOXES = Pattern.compile("tocsin\\.partner\\.[a-z0-9-]+\\.inbox");
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_BYTES = 256 * 1024;

    /** What the follower tells. Each call returns when it has been taken in. */
    interface Listener {

        /** An inbox falls to this process from now on, and ends at {@code end}. */
        void assigned(TopicPartition inbox, long end);

        /** These inboxes do not any more. Another process may take them as soon as this returns. */
        void revoked(Collection<TopicPartition> inboxes);

        /** Another process has had these inboxes since this one was thought dead. */
        void lost(Collection<TopicPartition> inboxes);

        /**
         * Everything from {@code from} to {@code next} has been read.
         *
         * @param records what stands there, or null when that was not read or could not be: whoever needs it reads it
         */
        void read(TopicPartition inbox, long from, @Nullable List<InboxRecord> records, long next);
    }

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final Deserializer<SpecificRecord> deserializer;
    private final Duration metadataMaxAge;
    private final Supplier<Set<String>> wanted;
    private final Listener listener;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final ConsumerLoop loop = new ConsumerLoop("tocsin-inboxes", PATIENCE, this::open, this);

    /**
     * A follower, not yet started.
     *
     * @param wanted the topics of inboxes of which somebody is told what comes in: the others are not read
     */
    InboxFollower(
            ConsumerFactory<byte[], byte[]> consumers,
            Deserializer<SpecificRecord> deserializer,
            Duration metadataMaxAge,
            Supplier<Set<String>> wanted,
            Listener listener) {
        this.consumers = consumers;
        this.deserializer = deserializer;
        this.metadataMaxAge = metadataMaxAge;
        this.wanted = wanted;
        this.listener = listener;
    }

    void start() {
        loop.start();
    }

    void stop() throws InterruptedException {
        loop.stop();
    }

    /** Joins the group. */
    @Override
    public void begin(Consumer<byte[], byte[]> open) {
        open.subscribe(INBOXES, rebalances(open));
    }

    /** Tells once what has come in. */
    @Override
    public void step(Consumer<byte[], byte[]> open) {
        attend(open);
        take(open, open.poll(POLL));
    }

    /** Gives back what it had. */
    @Override
    public void failed() {
        listener.revoked(List.copyOf(ends.keySet()));
        ends.clear();
    }

    /** Does not read what nobody is told of. Once somebody is, what came meanwhile is told of without being read. */
    private void attend(Consumer<byte[], byte[]> open) {
        Set<String> told = wanted.get();
        Set<TopicPartition> paused = open.paused();
        open.pause(ends.keySet().stream()
                .filter(inbox -> !told.contains(inbox.topic()))
                .toList());
        for (TopicPartition inbox : List.copyOf(ends.keySet())) {
            if (paused.contains(inbox) && told.contains(inbox.topic())) {
                open.seekToEnd(List.of(inbox));
                long end = open.position(inbox);
                open.resume(List.of(inbox));
                listener.read(inbox, ends.getOrDefault(inbox, end), null, end);
                ends.put(inbox, end);
            }
        }
    }

    private void take(Consumer<byte[], byte[]> open, ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition inbox : List.copyOf(ends.keySet())) {
            long from = ends.getOrDefault(inbox, 0L);
            long next = open.position(inbox);
            if (next > from) {
                // A place that moved without a poll having gone over what lies between has been read by nobody.
                boolean polledOver = polled.nextOffsets().containsKey(inbox);
                listener.read(
                        inbox, from, polledOver ? InboxRecord.all(polled.records(inbox), deserializer) : null, next);
                ends.put(inbox, next);
            }
        }
    }

    private ConsumerRebalanceListener rebalances(Consumer<byte[], byte[]> open) {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                // With no partitions at all, as after a rebalance that brings none, seeking to the end would pass over
                // what has
                // come into those that stay. All at once: asking for the place of one fails while another has none.
                if (!partitions.isEmpty()) {
                    open.seekToEnd(partitions);
                }
                for (TopicPartition inbox : partitions) {
                    long end = open.position(inbox);
                    ends.put(inbox, end);
                    listener.assigned(inbox, end);
                }
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                partitions.forEach(ends::remove);
                listener.revoked(partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                partitions.forEach(ends::remove);
                listener.lost(partitions);
            }
        };
    }

    private Consumer<byte[], byte[]> open() {
        var properties = new Properties();
        properties.putAll(Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                "10000",
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                "2000",
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                Long.toString(metadataMaxAge.toMillis()),
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                Integer.toString(MAX_BYTES),
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName()));
        return consumers.createConsumer(GROUP, "tocsin-inboxes", null, properties);
    }
}
