package uk.tocsin.partnerfanout.recipients;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.contracts.Told;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.position.Positions;
import uk.tocsin.partnerfanout.recipients.RecipientReport.Taken;

/**
 * Whether members have taken the last that they were sent: where it stands in the inbox against the committed position of
 * each of the member's webhooks. The inbox is read from the time at which the alert was sent, which finds it at once.
 */
final class TakenLookup {

    private static final Duration POLL = Duration.ofMillis(200);
    /** Enough for a few alerts; the default of 1 MiB for each of several hundred inboxes would fill the heap. */
    private static final int FETCH_BYTES = 16_384;
    /** Clocks of processes differ: a record may bear a time a little before that of its ledger entry. */
    private static final Duration EARLIER = Duration.ofSeconds(5);

    private final Admin admin;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final ContractDeserializer deserializer;
    private final Duration timeout;

    TakenLookup(
            Admin admin,
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer deserializer,
            Duration timeout) {
        this.admin = admin;
        this.consumers = consumers;
        this.deserializer = deserializer;
        this.timeout = timeout;
    }

    /** Of each member that has a webhook and was sent something, whether a webhook has taken the last of it. */
    Map<String, Taken> of(LedgerEntry entry, Directory directory) {
        Map<String, List<Subscription>> webhooks = directory.subscriptions().stream()
                .filter(subscription -> subscription.getState() != SubscriptionState.DELETED)
                // One with a filter may have passed over the alert: its position says nothing.
                .filter(subscription -> subscription.getFilter() == null)
                .filter(subscription -> entry.getTold().containsKey(subscription.getMemberId()))
                .collect(Collectors.groupingBy(Subscription::getMemberId, TreeMap::new, Collectors.toList()));
        if (webhooks.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> furthest = furthest(webhooks);
        Map<String, Long> places = places(entry, furthest.keySet());
        return webhooks.keySet().stream()
                .collect(Collectors.toMap(
                        memberId -> memberId, memberId -> taken(furthest.get(memberId), places.get(memberId))));
    }

    private static Taken taken(@Nullable Long furthest, @Nullable Long place) {
        if (furthest == null) {
            return Taken.NO;
        }
        if (place == null) {
            // It is older than the inbox keeps.
            return Taken.UNKNOWN;
        }
        return furthest > place ? Taken.YES : Taken.NO;
    }

    /** The furthest committed position among a member's webhooks. */
    private Map<String, Long> furthest(Map<String, List<Subscription>> webhooks) {
        Map<String, String> memberOfGroup = new HashMap<>();
        webhooks.forEach((memberId, subscriptions) -> subscriptions.forEach(
                subscription -> memberOfGroup.put(Positions.group(subscription.getSubscriptionId()), memberId)));
        Map<String, ListConsumerGroupOffsetsSpec> wanted = memberOfGroup.keySet().stream()
                .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec()));
        Map<String, Long> furthest = new HashMap<>();
        try {
            admin.listConsumerGroupOffsets(wanted)
                    .all()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((group, positions) -> positions.values().forEach(position -> {
                        if (position != null) {
                            furthest.merge(memberOfGroup.getOrDefault(group, ""), position.offset(), Math::max);
                        }
                    }));
            return furthest;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the positions of webhooks cannot be read", e);
        }
    }

    /** Where the last that each member was sent stands in its inbox, as far as the inbox still holds it. */
    private Map<String, Long> places(LedgerEntry entry, Collection<String> members) {
        if (members.isEmpty()) {
            return Map.of();
        }
        var settings = new Properties();
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
        Map<TopicPartition, String> inboxes = members.stream()
                .collect(Collectors.toMap(
                        memberId -> new TopicPartition(Topics.inbox(memberId), 0), memberId -> memberId));
        Map<String, Long> places = new HashMap<>();
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Consumer<byte[], byte[]> consumer = consumers.createConsumer(null, "tocsin-recipients", null, settings)) {
            Set<TopicPartition> open = seek(consumer, entry, inboxes);
            Map<TopicPartition, Long> ends = consumer.endOffsets(open);
            while (!open.isEmpty() && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    var inbox = new TopicPartition(record.topic(), record.partition());
                    String memberId = inboxes.getOrDefault(inbox, "");
                    if (open.contains(inbox)
                            && isIt(record, entry, entry.getTold().get(memberId))) {
                        places.put(memberId, record.offset());
                        open.remove(inbox);
                        consumer.pause(List.of(inbox));
                    }
                }
                open.removeIf(inbox -> consumer.position(inbox) >= ends.getOrDefault(inbox, 0L));
            }
        }
        return places;
    }

    private static Set<TopicPartition> seek(
            Consumer<?, ?> consumer, LedgerEntry entry, Map<TopicPartition, String> inboxes) {
        consumer.assign(inboxes.keySet());
        Map<TopicPartition, Long> since = new HashMap<>();
        inboxes.forEach((inbox, memberId) -> {
            Told told = entry.getTold().get(memberId);
            if (told != null) {
                since.put(inbox, told.getSentAt().minus(EARLIER).toEpochMilli());
            }
        });
        Set<TopicPartition> open = new HashSet<>();
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(since);
        inboxes.keySet().forEach(inbox -> {
            OffsetAndTimestamp start = starts.get(inbox);
            if (start == null) {
                consumer.pause(List.of(inbox));
            } else {
                consumer.seek(inbox, start.offset());
                open.add(inbox);
            }
        });
        return open;
    }

    private boolean isIt(ConsumerRecord<byte[], byte[]> record, LedgerEntry entry, @Nullable Told told) {
        return told != null
                && Arrays.equals(record.key(), entry.getSubjectId().getBytes(StandardCharsets.UTF_8))
                && InboxRecord.of(record, deserializer).contract() instanceof PartnerAlert alert
                && alert.getRevision() == told.getRevision()
                && (alert.getKind() == EventKind.WITHDRAWN) == told.getWithdrawn();
    }
}
