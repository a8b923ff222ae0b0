package uk.tocsin.partnerfanout.position;

import java.time.Duration;
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
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.projection.PositionGuard;

/**
 * The positions of subscriptions: the committed offset of a consumer group each, which nobody joins. One consumer reads
 * an inbox for all of its subscriptions, and their positions are committed here.
 */
public final class Positions implements PositionStore {

    private static final String GROUP = "tocsin-webhook-";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Admin admin;
    private final InboxOffsets offsets;
    private final PositionGuard guard;

    Positions(Admin admin, PositionGuard guard) {
        this.admin = admin;
        this.offsets = new InboxOffsets(admin, TIMEOUT);
        this.guard = guard;
    }

    /** The group whose committed offset is the position of a subscription. */
    public static String group(String subscriptionId) {
        return GROUP + subscriptionId;
    }

    /** The subscription whose {@link #group} it is. */
    public static String subscriptionOf(String group) {
        return group.substring(GROUP.length());
    }

    /** The inbox of a subscription: members' inboxes have one partition. */
    public static TopicPartition inbox(Subscription subscription) {
        return new TopicPartition(Topics.inbox(subscription.getMemberId()), 0);
    }

    @Override
    public Map<String, PositionStart> starts(Collection<Subscription> subscriptions)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, TopicPartition> inboxes = subscriptions.stream()
                .collect(Collectors.toMap(subscription -> group(subscription.getSubscriptionId()), Positions::inbox));
        Map<String, OffsetAndMetadata> committed = offsets.committed(inboxes);
        Set<String> begun = guard.begun(inboxes);
        Map<TopicPartition, Long> first = offsets.of(new HashSet<>(inboxes.values()), OffsetSpec.earliest());
        Map<String, Long> born = offsets.born(subscriptions.stream()
                .filter(subscription -> !committed.containsKey(group(subscription.getSubscriptionId())))
                .toList());
        Map<String, PositionStart> starts = new HashMap<>();
        for (Subscription subscription : subscriptions) {
            String group = group(subscription.getSubscriptionId());
            starts.put(
                    subscription.getSubscriptionId(),
                    PositionStart.of(
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
            Map<String, PositionStart> starts,
            Map<String, TopicPartition> inboxes,
            Set<String> committed,
            Set<String> begun)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<CompletableFuture<?>> commits = new ArrayList<>();
        Map<String, TopicPartition> marks = new HashMap<>();
        starts.forEach((id, start) -> {
            String group = group(id);
            TopicPartition inbox = Objects.requireNonNull(inboxes.get(group));
            if (start instanceof PositionStart.From from) {
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
        CompletableFuture.allOf(commits.toArray(CompletableFuture[]::new)).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        guard.noteBegun(marks);
    }

    /** How many records stand between a position and the end of its inbox; empty when that cannot be told now. */
    public Optional<Long> backlog(Subscription subscription) {
        TopicPartition inbox = inbox(subscription);
        String group = group(subscription.getSubscriptionId());
        try {
            long end = offsets.of(Set.of(inbox), OffsetSpec.latest()).getOrDefault(inbox, 0L);
            return Optional.ofNullable(offsets.committed(Map.of(group, inbox)).get(group))
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
