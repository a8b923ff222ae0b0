package uk.tocsin.partnerfanout.position;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import uk.tocsin.contracts.Subscription;

/** What the broker says of inboxes and of positions in them. Every question waits for it, for a limited time. */
final class InboxOffsets {

    private final Admin admin;
    private final Duration timeout;

    InboxOffsets(Admin admin, Duration timeout) {
        this.admin = admin;
        this.timeout = timeout;
    }

    /** The positions of those groups that have one. */
    Map<String, OffsetAndMetadata> committed(Map<String, TopicPartition> inboxes)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, ListConsumerGroupOffsetsSpec> wanted = inboxes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        place -> new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(place.getValue()))));
        Map<String, OffsetAndMetadata> committed = new HashMap<>();
        admin.listConsumerGroupOffsets(wanted)
                .all()
                .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .forEach((group, positions) -> positions.forEach((inbox, position) -> {
                    if (position != null) {
                        committed.put(group, position);
                    }
                }));
        return committed;
    }

    /**
     * For each group the first record since its subscription was made, else the end. The ends are asked for first: what comes
     * between the two questions is then found by the second, and not passed over.
     */
    Map<String, Long> born(Collection<Subscription> subscriptions)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> ends =
                of(subscriptions.stream().map(Positions::inbox).collect(Collectors.toSet()), OffsetSpec.latest());
        Map<Subscription, KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo>> asked = new HashMap<>();
        for (Subscription subscription : subscriptions) {
            TopicPartition inbox = Positions.inbox(subscription);
            OffsetSpec since =
                    OffsetSpec.forTimestamp(subscription.getCreatedAt().toEpochMilli());
            asked.put(subscription, admin.listOffsets(Map.of(inbox, since)).partitionResult(inbox));
        }
        Map<String, Long> born = new HashMap<>();
        for (var answer : asked.entrySet()) {
            long since = answer.getValue()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
            long end = ends.getOrDefault(Positions.inbox(answer.getKey()), 0L);
            born.put(Positions.group(answer.getKey().getSubscriptionId()), since >= 0 ? since : end);
        }
        return born;
    }

    /** Where each inbox begins, ends, or stood at a time, as {@code spec} asks. */
    Map<TopicPartition, Long> of(Set<TopicPartition> inboxes, OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(inboxes.stream().collect(Collectors.toMap(Function.identity(), inbox -> spec)))
                .all()
                .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .forEach((inbox, found) -> offsets.put(inbox, found.offset()));
        return offsets;
    }
}
