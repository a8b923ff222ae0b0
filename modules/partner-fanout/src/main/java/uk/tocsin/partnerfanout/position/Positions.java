package uk.tocsin.partnerfanout.position;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.projection.PositionGuard;

/**
 * The positions of subscriptions: the committed offset of a consumer group each, which nobody joins. One consumer reads
 * an inbox for all of its subscriptions, and their positions are committed here.
 */
public final class Positions implements PositionStore {

    private static final long TIMEOUT_SECONDS = 30;

    /** Where a subscription goes on, or why it cannot. */
    public sealed interface Start {

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
    public static String group(String subscriptionId) {
        return "tocsin-webhook-" + subscriptionId;
    }

    /** The inbox of a subscription: members' inboxes have one partition. */
    public static TopicPartition inbox(Subscription subscription) {
        return new TopicPartition(Topics.inbox(subscription.getMemberId()), 0);
    }

    /**
     * Decides from where a subscription goes on.
     *
     * @param committed its position, or null when it has none
     * @param begun whether it ever had one
     * @param first the first offset that the inbox still holds
     * @param born where the inbox stood when the subscription was made
     */
    public static Start start(@Nullable OffsetAndMetadata committed, boolean begun, long first, long born) {
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
    public Map<String, Start> starts(Collection<Subscription> subscriptions)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, TopicPartition> inboxes = subscriptions.stream()
                .collect(Collectors.toMap(subscription -> group(subscription.getSubscriptionId()), Positions::inbox));
        Map<String, OffsetAndMetadata> committed = committed(inboxes);
        Set<String> begun = guard.begun(inboxes);
        Map<TopicPartition, Long> first = offsets(new HashSet<>(inboxes.values()), OffsetSpec.earliest());
        Map<String, Long> born = born(subscriptions.stream()
                .filter(subscription -> !committed.containsKey(group(subscription.getSubscriptionId())))
                .toList());
        Map<String, Start> starts = new HashMap<>();
        for (Subscription subscription : subscriptions) {
            String group = group(subscription.getSubscriptionId());
            starts.put(
                    subscription.getSubscriptionId(),
                    start(
                            committed.get(group),
                            begun.contains(group),
                            first.getOrDefault(inbox(subscription), 0L),
                            born.getOrDefault(group, 0L)));
        }
        begin(starts, inboxes, committed.keySet(), begun);
        return starts;
    }

    /** Alarms end, or begin; a first position is committed, and only then marked as begun. */
    private void begin(
            Map<String, Start> starts, Map<String, TopicPartition> inboxes, Set<String> committed, Set<String> begun)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<CompletableFuture<?>> commits = new ArrayList<>();
        Map<String, TopicPartition> marks = new HashMap<>();
        starts.forEach((id, start) -> {
            String group = group(id);
            TopicPartition inbox = Objects.requireNonNull(inboxes.get(group));
            if (start instanceof Start.From from) {
                guard.settle(group);
                if (!committed.contains(group)) {
                    commits.add(
                            commit(group, inbox, from.progress().position(), "").toCompletableFuture());
                }
                if (!begun.contains(group)) {
                    marks.put(group, inbox);
                }
            } else {
                guard.raise(group, List.of(inbox));
            }
        });
        CompletableFuture.allOf(commits.toArray(CompletableFuture[]::new)).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        guard.noteBegun(marks);
    }

    /** The positions of those groups that have one. */
    private Map<String, OffsetAndMetadata> committed(Map<String, TopicPartition> inboxes)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, ListConsumerGroupOffsetsSpec> wanted = inboxes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        place -> new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(place.getValue()))));
        Map<String, OffsetAndMetadata> committed = new HashMap<>();
        admin.listConsumerGroupOffsets(wanted)
                .all()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
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
    private Map<String, Long> born(Collection<Subscription> subscriptions)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> ends =
                offsets(subscriptions.stream().map(Positions::inbox).collect(Collectors.toSet()), OffsetSpec.latest());
        Map<Subscription, KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo>> asked = new HashMap<>();
        for (Subscription subscription : subscriptions) {
            TopicPartition inbox = inbox(subscription);
            OffsetSpec since =
                    OffsetSpec.forTimestamp(subscription.getCreatedAt().toEpochMilli());
            asked.put(subscription, admin.listOffsets(Map.of(inbox, since)).partitionResult(inbox));
        }
        Map<String, Long> born = new HashMap<>();
        for (var answer : asked.entrySet()) {
            long since =
                    answer.getValue().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).offset();
            long end = ends.getOrDefault(inbox(answer.getKey()), 0L);
            born.put(group(answer.getKey().getSubscriptionId()), since >= 0 ? since : end);
        }
        return born;
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> inboxes, OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(inboxes.stream().collect(Collectors.toMap(Function.identity(), inbox -> spec)))
                .all()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .forEach((inbox, found) -> offsets.put(inbox, found.offset()));
        return offsets;
    }

    /** How many records stand between a position and the end of its inbox; empty when that cannot be told now. */
    public Optional<Long> backlog(Subscription subscription) {
        TopicPartition inbox = inbox(subscription);
        String group = group(subscription.getSubscriptionId());
        try {
            long end = offsets(Set.of(inbox), OffsetSpec.latest()).getOrDefault(inbox, 0L);
            return Optional.ofNullable(committed(Map.of(group, inbox)).get(group))
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
