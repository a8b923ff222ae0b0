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
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.Told;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/**
 * Where the last that members were sent of an incident stands in their inboxes. An inbox is read from the time at which the alert
 * was sent, which finds it at once.
 */
final class SentPlaces {

    private static final Duration POLL = Duration.ofMillis(200);
    /** Enough for a few alerts; the default of 1 MiB for each of several hundred inboxes would fill the heap. */
    private static final int FETCH_BYTES = 16_384;
    /** Clocks of processes differ: a record may bear a time a little before that of its ledger entry. */
    private static final Duration EARLIER = Duration.ofSeconds(5);

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final ContractDeserializer deserializer;
    private final Duration timeout;

    SentPlaces(ConsumerFactory<byte[], byte[]> consumers, ContractDeserializer deserializer, Duration timeout) {
        this.consumers = consumers;
        this.deserializer = deserializer;
        this.timeout = timeout;
    }

    /** Where the last that each member was sent stands in its inbox, as far as the inbox still holds it. */
    Map<String, Long> of(LedgerEntry entry, Collection<String> members) {
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
