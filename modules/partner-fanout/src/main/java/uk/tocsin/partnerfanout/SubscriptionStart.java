package uk.tocsin.partnerfanout;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Where a subscription begins: with what came into the inbox since it was made, and never before that, also when an
 * earlier subscription of the same member has left a position behind.
 */
final class SubscriptionStart implements ConsumerAwareRebalanceListener {

    private final Instant createdAt;

    SubscriptionStart(Instant createdAt) {
        this.createdAt = createdAt;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, createdAt.toEpochMilli()));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> since = consumer.offsetsForTimes(times);
        Map<TopicPartition, @Nullable OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = since.get(partition);
            long start = first == null ? end.getOrDefault(partition, 0L) : first.offset();
            OffsetAndMetadata position = committed.get(partition);
            consumer.seek(partition, position == null ? start : Math.max(start, position.offset()));
        }
    }
}
