package uk.tocsin.partnerfanout;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.kafka.projection.PositionGuard;

/**
 * The positions of subscriptions: the committed offset of a consumer group each, which nobody joins. One consumer reads
 * an inbox for all of its subscriptions, and their positions are committed here.
 */
final class Positions implements PositionStore {

    private static final long TIMEOUT_SECONDS = 30;

    /** Where a subscription goes on, or why it cannot. */
    sealed interface Start {

        /** From here, with what is finished above it. */
        record From(DeliveryProgress progress) implements Start {}

        /** It had a position, and that is gone or points behind what the inbox still holds. */
        record Lost(String reason) implements Start {}
    }

    private final Admin admin;
    private final PositionGuard guard;

    Positions(Admin admin, PositionGuard guard) {
        this.admin = admin;
        this.guard = guard;
    }

    /** The group whose committed offset is the position of a subscription. */
    static String group(String subscriptionId) {
        return "tocsin-webhook-" + subscriptionId;
    }

    /**
     * Decides from where a subscription goes on.
     *
     * @param committed its position, or null when it has none
     * @param begun whether it ever had one
     * @param first the first offset that the inbox still holds
     * @param born where the inbox stood when the subscription was made
     */
    static Start start(@Nullable OffsetAndMetadata committed, boolean begun, long first, long born) {
        if (committed == null) {
            return begun
                    ? new Start.Lost("its position is gone")
                    : new Start.From(new DeliveryProgress(Math.max(first, born)));
        }
        if (committed.offset() < first) {
            return new Start.Lost("the inbox no longer holds what stood at its position");
        }
        return new Start.From(DeliveryProgress.of(committed.offset(), committed.metadata()));
    }

    @Override
    public Map<String, Start> starts(TopicPartition inbox, Collection<Subscription> subscriptions)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Optional<OffsetAndMetadata>> committed = committed(inbox, subscriptions);
        Set<String> begun = guard.begun(committed.keySet(), inbox);
        long first = offset(inbox, OffsetSpec.earliest());
        Map<String, Start> starts = new HashMap<>();
        for (Subscription subscription : subscriptions) {
            String group = group(subscription.getSubscriptionId());
            OffsetAndMetadata position =
                    committed.getOrDefault(group, Optional.empty()).orElse(null);
            long born = born(inbox, subscription);
            Start start = start(position, begun.contains(group), first, born);
            if (start instanceof Start.From from) {
                begin(group, inbox, from, position == null, begun.contains(group));
            } else {
                guard.raise(group, List.of(inbox));
            }
            starts.put(subscription.getSubscriptionId(), start);
        }
        return starts;
    }

    private void begin(String group, TopicPartition inbox, Start.From from, boolean first, boolean begun)
            throws ExecutionException, InterruptedException, TimeoutException {
        guard.settle(group);
        if (first) {
            commit(group, inbox, from.progress().position(), "")
                    .toCompletableFuture()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
        if (!begun) {
            guard.noteBegun(group, inbox);
        }
    }

    private Map<String, Optional<OffsetAndMetadata>> committed(
            TopicPartition inbox, Collection<Subscription> subscriptions)
            throws ExecutionException, InterruptedException, TimeoutException {
        var spec = new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(inbox));
        Map<String, ListConsumerGroupOffsetsSpec> wanted = subscriptions.stream()
                .map(subscription -> group(subscription.getSubscriptionId()))
                .collect(Collectors.toMap(Function.identity(), group -> spec));
        return admin.listConsumerGroupOffsets(wanted).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Optional.ofNullable(entry.getValue().get(inbox))));
    }

    /**
     * The first record since the subscription was made, else the end. The end is asked for first: what comes between the two
     * questions is then found by the second, and not passed over.
     */
    private long born(TopicPartition inbox, Subscription subscription)
            throws ExecutionException, InterruptedException, TimeoutException {
        long end = offset(inbox, OffsetSpec.latest());
        long since = offset(
                inbox, OffsetSpec.forTimestamp(subscription.getCreatedAt().toEpochMilli()));
        return since >= 0 ? since : end;
    }

    private long offset(TopicPartition inbox, OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listOffsets(Map.of(inbox, spec))
                .partitionResult(inbox)
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .offset();
    }

    /** How many records stand between a position and the end of its inbox; empty when that cannot be told now. */
    Optional<Long> backlog(Subscription subscription) {
        TopicPartition inbox = Deliveries.inbox(subscription);
        String group = group(subscription.getSubscriptionId());
        try {
            long end = offset(inbox, OffsetSpec.latest());
            return committed(inbox, List.of(subscription))
                    .getOrDefault(group, Optional.empty())
                    .map(position -> Math.max(0, end - position.offset()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return Optional.empty();
        }
    }

    @Override
    public void raise(String subscriptionId, TopicPartition inbox) {
        guard.raise(group(subscriptionId), List.of(inbox));
    }

    @Override
    public CompletionStage<?> commit(String group, TopicPartition inbox, long offset, String note) {
        return admin.alterConsumerGroupOffsets(group, Map.of(inbox, new OffsetAndMetadata(offset, note)))
                .all()
                .toCompletionStage();
    }
}
