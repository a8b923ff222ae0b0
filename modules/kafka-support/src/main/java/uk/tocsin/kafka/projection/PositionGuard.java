package uk.tocsin.kafka.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import uk.tocsin.contracts.Topics;

/**
 * Tells a partition never read before from one whose position was lost. Kafka forgets positions (a group long idle, a
 * log cut off), and going on from either end would double or skip notifications without a word; so the hub keeps a
 * marker of its own for each partition that a group has begun.
 *
 * <p>To go on after a loss, set the group's offsets on purpose with Kafka's own tool and restart.
 */
public final class PositionGuard {

    private static final Logger LOG = LoggerFactory.getLogger(PositionGuard.class);

    private final LogReader reader;
    private final KafkaOperations<String, byte[]> markers;
    private final Map<String, Set<TopicPartition>> lost = new ConcurrentHashMap<>();

    /**
     * A guard.
     *
     * @param markers outside of any transaction, with {@code acks=all}
     */
    public PositionGuard(LogReader reader, KafkaOperations<String, byte[]> markers, MeterRegistry meters) {
        this.reader = reader;
        this.markers = markers;
        Gauge.builder("tocsin.position.lost", this, PositionGuard::lostCount)
                .description("Partitions whose position was lost; reading them has stopped")
                .register(meters);
    }

    /**
     * Call it from {@code onPartitionsAssigned} of a consumer with {@code auto.offset.reset=none}.
     *
     * @return whether reading may go on; when not, stop the container
     */
    public boolean check(String group, Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return true;
        }
        var positions = consumer.committed(new HashSet<>(partitions));
        var marked = markedKeys();
        var decisions = partitions.stream()
                .collect(Collectors.groupingBy(partition ->
                        PositionDecision.of(positions.get(partition) != null, marked.contains(key(group, partition)))));
        begin(consumer, decisions.getOrDefault(PositionDecision.BEGIN, List.of()));
        mark(group, decisions.getOrDefault(PositionDecision.BEGIN, List.of()));
        mark(group, decisions.getOrDefault(PositionDecision.CONTINUE_AND_MARK, List.of()));
        var gone = decisions.getOrDefault(PositionDecision.LOST, List.of());
        if (!gone.isEmpty()) {
            raise(group, gone);
        }
        return gone.isEmpty();
    }

    /** Raises the alarm for positions found lost in another way, such as a log cut off behind them. */
    public void raise(String group, Collection<TopicPartition> partitions) {
        lost.computeIfAbsent(group, name -> ConcurrentHashMap.newKeySet()).addAll(partitions);
        for (TopicPartition partition : partitions) {
            LOG.atError()
                    .addKeyValue("subscription", group)
                    .addKeyValue("topicName", partition.topic())
                    .addKeyValue("partition", partition.partition())
                    .log("A position was lost; reading stops until its offset is set on purpose");
        }
    }

    /**
     * Which groups have begun to read, for those who keep their positions by themselves. The markers are read once for all of
     * them, which takes long.
     *
     * @param places the one partition that each group reads
     */
    public Set<String> begun(Map<String, TopicPartition> places) {
        var marked = markedKeys();
        return places.entrySet().stream()
                .filter(place -> marked.contains(key(place.getKey(), place.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Notes that each group has a position in its partition; call it after that was committed. */
    public void noteBegun(Map<String, TopicPartition> places) {
        await(places.entrySet().stream()
                .map(place -> sendMarker(place.getKey(), place.getValue()))
                .toList());
    }

    /** Ends the alarm of a group whose position was set on purpose. */
    public void settle(String group) {
        lost.remove(group);
    }

    /** Whether a position of the group was lost since this process started. */
    public boolean isLost(String group) {
        return lost.containsKey(group);
    }

    /** Every loss since this process started, by group. */
    public Map<String, Set<TopicPartition>> lost() {
        return Map.copyOf(lost);
    }

    private double lostCount() {
        return lost.values().stream().mapToInt(Set::size).sum();
    }

    /** The position is committed before the marker is written: the other way round, a crash between would be an alarm. */
    private static void begin(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            var beginnings = consumer.beginningOffsets(partitions);
            beginnings.forEach(consumer::seek);
            consumer.commitSync(beginnings.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue()))));
        }
    }

    private void mark(String group, Collection<TopicPartition> partitions) {
        await(partitions.stream().map(partition -> sendMarker(group, partition)).toList());
    }

    private CompletableFuture<?> sendMarker(String group, TopicPartition partition) {
        return markers.send(Topics.POSITIONS, key(group, partition), "read".getBytes(UTF_8));
    }

    private static void await(List<? extends CompletableFuture<?>> sent) {
        sent.forEach(CompletableFuture::join);
    }

    private Set<String> markedKeys() {
        Set<String> keys = new HashSet<>();
        reader.readToEnd(
                List.of(new TopicPartition(Topics.POSITIONS, 0)), record -> keys.add(new String(record.key(), UTF_8)));
        return keys;
    }

    private static String key(String group, TopicPartition partition) {
        return group + "/" + partition.topic() + "/" + partition.partition();
    }
}
