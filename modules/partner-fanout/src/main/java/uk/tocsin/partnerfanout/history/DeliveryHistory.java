package uk.tocsin.partnerfanout.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.partnerfanout.problem.Problems;

/**
 * Reads what became of a subscription's records from {@code tocsin.deliveries}, where all of a subscription stands in one
 * partition. Nothing is kept in memory; how much is looked through for one answer is bounded.
 */
public final class DeliveryHistory {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long FIRST_WINDOW = 500;
    private static final long LARGEST_WINDOW = 20_000;
    private static final long MOST_LOOKED_THROUGH = 200_000;

    /** An entry and where it stands. */
    record Placed(long offset, DeliveryEvent event) {}

    /**
     * Part of the entries, the latest first.
     *
     * @param next where to go on, or null when there is no more
     */
    record Page(List<Placed> entries, @Nullable Long next) {}

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final ContractDeserializer deserializer;
    private final Duration timeout;

    DeliveryHistory(ConsumerFactory<byte[], byte[]> consumers, ContractDeserializer deserializer, Duration timeout) {
        this.consumers = consumers;
        this.deserializer = deserializer;
        this.timeout = timeout;
    }

    /**
     * The latest entries before a place.
     *
     * @param before as {@link Page#next} said, or null for the latest of all
     */
    Page latest(String subscriptionId, int limit, @Nullable Long before) {
        try (Consumer<byte[], byte[]> consumer = open()) {
            TopicPartition partition = partition(consumer, subscriptionId);
            long first = offset(consumer.beginningOffsets(List.of(partition)), partition);
            long end = offset(consumer.endOffsets(List.of(partition)), partition);
            long to = before == null ? end : Math.max(first, Math.min(before, end));
            long lowest = Math.max(first, to - MOST_LOOKED_THROUGH);
            List<Placed> found = new ArrayList<>();
            long deadline = deadline();
            for (long window = FIRST_WINDOW;
                    found.size() < limit && to > lowest;
                    window = Math.min(2 * window, LARGEST_WINDOW)) {
                long from = Math.max(lowest, to - window);
                List<Placed> part = read(consumer, partition, subscriptionId, from, to, deadline);
                Collections.reverse(part);
                found.addAll(part);
                to = from;
            }
            if (found.size() > limit) {
                found = found.subList(0, limit);
                to = found.get(limit - 1).offset();
            }
            return new Page(List.copyOf(found), to > first ? Long.valueOf(to) : null);
        }
    }

    /** Every entry since a time, in the order in which they were written. */
    public List<DeliveryEvent> since(String subscriptionId, Instant from) {
        try (Consumer<byte[], byte[]> consumer = open()) {
            TopicPartition partition = partition(consumer, subscriptionId);
            OffsetAndTimestamp start = consumer.offsetsForTimes(Map.of(partition, from.toEpochMilli()))
                    .get(partition);
            long end = offset(consumer.endOffsets(List.of(partition)), partition);
            if (start == null) {
                return List.of();
            }
            return read(consumer, partition, subscriptionId, start.offset(), end, deadline()).stream()
                    .map(Placed::event)
                    .toList();
        }
    }

    private List<Placed> read(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            String subscriptionId,
            long from,
            long to,
            long deadline) {
        List<Placed> found = new ArrayList<>();
        consumer.seek(partition, from);
        while (consumer.position(partition) < to) {
            if (System.nanoTime() > deadline) {
                throw Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "Deliveries could not be read in time. Try again.");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < to && isOf(record, subscriptionId)) {
                    read(record).ifPresent(event -> found.add(new Placed(record.offset(), event)));
                }
            }
        }
        return found;
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> record, String subscriptionId) {
        return record.key() != null && new String(record.key(), UTF_8).equals(subscriptionId);
    }

    private Optional<DeliveryEvent> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return deserializer.deserialize(record.topic(), record.value()) instanceof DeliveryEvent event
                    ? Optional.of(event)
                    : Optional.empty();
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private long deadline() {
        return System.nanoTime() + timeout.toNanos();
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    /** Where Kafka's own partitioner puts the key. */
    private static TopicPartition partition(Consumer<byte[], byte[]> consumer, String subscriptionId) {
        List<PartitionInfo> partitions = consumer.partitionsFor(Topics.DELIVERIES);
        int number = Utils.toPositive(Utils.murmur2(subscriptionId.getBytes(UTF_8))) % partitions.size();
        var partition = new TopicPartition(Topics.DELIVERIES, number);
        consumer.assign(List.of(partition));
        return partition;
    }

    private Consumer<byte[], byte[]> open() {
        var settings = new Properties();
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20");
        return consumers.createConsumer(null, "tocsin-delivery-history", null, settings);
    }
}
