package uk.tocsin.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.contracts.Topics;

/**
 * Reads a range of the council topics in time order. It is in no group and commits nothing, so that it moves nobody's
 * position; it sees only what is committed, and stops where the topics ended when it began.
 */
final class HistoryReader {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryReader.class);
    private static final int ENOUGH_WAITING = 1_000;
    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private record Span(long start, long end) {}

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Deserializer<SpecificRecord> contracts;
    private final ReplayProperties properties;
    private final Clock clock;

    HistoryReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Deserializer<SpecificRecord> contracts,
            ReplayProperties properties,
            Clock clock) {
        this.consumers = consumers;
        this.contracts = contracts;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Gives the events of the range to {@code sink}, earliest first, until it returns false.
     *
     * @throws TimeoutException when the brokers let the reader wait longer than the configured time
     */
    void read(HistoryQuery query, Predicate<RecordedEvent> sink) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Map<TopicPartition, Span> spans = spans(consumer, query);
            consumer.assign(spans.keySet());
            spans.forEach((partition, span) -> consumer.seek(partition, span.start()));
            merge(consumer, spans, event -> !query.covers(event.recordedAt()) || sink.test(event));
        }
    }

    private void merge(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Span> spans, Predicate<RecordedEvent> sink) {
        TimeMerge<TopicPartition, RecordedEvent> merge =
                new TimeMerge<>(spans.keySet(), RecordedEvent::recordedAt, BY_NAME);
        Instant lastProgress = clock.instant();
        while (!merge.isDone()) {
            Optional<RecordedEvent> next = merge.next();
            if (next.isPresent()) {
                if (!sink.test(next.get())) {
                    return;
                }
                continue;
            }
            if (fill(consumer, spans, merge)) {
                lastProgress = clock.instant();
            } else if (Duration.between(lastProgress, clock.instant()).compareTo(properties.stallTimeout()) > 0) {
                throw new TimeoutException("no records for " + properties.stallTimeout());
            }
        }
    }

    /** Fetches once; whether any partition got further. */
    private boolean fill(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Span> spans,
            TimeMerge<TopicPartition, RecordedEvent> merge) {
        consumer.resume(consumer.paused());
        consumer.pause(spans.keySet().stream()
                .filter(partition -> merge.isEnded(partition) || merge.waiting(partition) >= ENOUGH_WAITING)
                .toList());
        boolean progress = false;
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(properties.pollTimeout())) {
            TopicPartition partition = new TopicPartition(message.topic(), message.partition());
            Span span = spans.get(partition);
            if (span != null && message.offset() < span.end()) {
                decode(message).ifPresent(event -> merge.add(partition, event));
                progress = true;
            }
        }
        for (Map.Entry<TopicPartition, Span> each : spans.entrySet()) {
            if (!merge.isEnded(each.getKey())
                    && consumer.position(each.getKey()) >= each.getValue().end()) {
                merge.end(each.getKey());
                progress = true;
            }
        }
        return progress;
    }

    /** What cannot be read, or claims another publisher than its topic's, is no history; it is among the dead letters. */
    private Optional<RecordedEvent> decode(ConsumerRecord<byte[], byte[]> message) {
        try {
            return RecordedEvent.of(message.topic(), contracts.deserialize(message.topic(), message.value()));
        } catch (SerializationException e) {
            LOG.atWarn()
                    .addKeyValue("topicName", message.topic())
                    .addKeyValue("partition", message.partition())
                    .addKeyValue("offset", message.offset())
                    .addKeyValue("error", e.getMessage())
                    .log("Left out of history: a record that cannot be read.");
            return Optional.empty();
        }
    }

    private Map<TopicPartition, Span> spans(Consumer<byte[], byte[]> consumer, HistoryQuery query) {
        List<TopicPartition> partitions = partitions(consumer, query);
        // Asked of a partition that it has not been assigned, the client warns of that for each of them.
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> first =
                offsets(consumer, partitions, query.from().minus(properties.clockTolerance()));
        Map<TopicPartition, OffsetAndTimestamp> behind =
                offsets(consumer, partitions, query.to().plus(properties.clockTolerance()));
        Map<TopicPartition, Span> spans = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp start = first.get(partition);
            OffsetAndTimestamp stop = behind.get(partition);
            long end = ends.getOrDefault(partition, 0L);
            long limit = stop == null ? end : Math.min(end, stop.offset());
            if (start != null && start.offset() < limit) {
                spans.put(partition, new Span(start.offset(), limit));
            }
        }
        return spans;
    }

    private static Map<TopicPartition, OffsetAndTimestamp> offsets(
            Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions, Instant moment) {
        Map<TopicPartition, Long> times = new HashMap<>();
        long millis = Math.max(0, moment.toEpochMilli());
        partitions.forEach(partition -> times.put(partition, millis));
        return consumer.offsetsForTimes(times);
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, HistoryQuery query) {
        return consumer.listTopics().entrySet().stream()
                .filter(topic -> Topics.publisherOf(topic.getKey())
                        .filter(publisher ->
                                query.member() == null || query.member().equals(publisher))
                        .isPresent())
                .flatMap(topic -> topic.getValue().stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
