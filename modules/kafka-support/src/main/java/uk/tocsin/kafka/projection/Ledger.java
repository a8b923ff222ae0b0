package uk.tocsin.kafka.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.transaction.support.TransactionSynchronization;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.topics.TopicPlan;

/**
 * What a projection remembers of each subject, kept in a compacted topic and here. A source partition's part is read
 * back before its first event is judged, so that it holds whatever another instance left behind; it changes here only
 * once the transaction that changed it there is committed.
 *
 * <p>Not safe for several threads: each consumer has its own.
 */
final class Ledger implements TransactionSynchronization {

    private final String topic;
    private final LogReader reader;
    private final ContractDeserializer deserializer;
    private final Map<TopicPartition, Map<String, LedgerEntry>> committed = new HashMap<>();
    private final Map<TopicPartition, Map<String, LedgerEntry>> staged = new HashMap<>();

    Ledger(String projection, LogReader reader, ContractDeserializer deserializer) {
        this.topic = Topics.ledger(projection);
        this.reader = reader;
        this.deserializer = deserializer;
    }

    /** Reads back the parts of source partitions that are not here already. May wait for a transaction to be decided. */
    void load(Collection<TopicPartition> sources) {
        Map<TopicPartition, Map<String, LedgerEntry>> loaded = new HashMap<>();
        sources.stream()
                .filter(source -> !committed.containsKey(source))
                .forEach(source -> loaded.put(source, new HashMap<>()));
        if (loaded.isEmpty()) {
            return;
        }
        var partitions = loaded.keySet().stream()
                .flatMap(source -> LedgerKeys.partitionsFor(source.topic(), TopicPlan.LEDGER_PARTITIONS).stream())
                .distinct()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
        Map<String, List<TopicPartition>> byTopic =
                loaded.keySet().stream().collect(Collectors.groupingBy(TopicPartition::topic));
        reader.readToEnd(partitions, record -> take(record, byTopic, loaded));
        committed.putAll(loaded);
    }

    private void take(
            ConsumerRecord<byte[], byte[]> record,
            Map<String, List<TopicPartition>> byTopic,
            Map<TopicPartition, Map<String, LedgerEntry>> loaded) {
        var key = new String(record.key(), UTF_8);
        if (deserializer.deserialize(topic, record.value()) instanceof LedgerEntry entry) {
            LedgerKeys.sourceTopic(key, entry)
                    .map(sourceTopic -> byTopic.getOrDefault(sourceTopic, List.of()))
                    .orElse(List.of())
                    .forEach(source -> loaded.computeIfPresent(source, (partition, entries) -> {
                        entries.put(key, entry);
                        return entries;
                    }));
        }
    }

    /** What is remembered of the subjects of a source partition that was loaded, without what is staged. */
    Map<String, LedgerEntry> entries(TopicPartition source) {
        return Collections.unmodifiableMap(committed.getOrDefault(source, Map.of()));
    }

    Optional<LedgerEntry> find(TopicPartition source, String key) {
        var changed = staged.getOrDefault(source, Map.of()).get(key);
        return changed != null
                ? Optional.of(changed)
                : Optional.ofNullable(committed.getOrDefault(source, Map.of()).get(key));
    }

    void stage(TopicPartition source, String key, LedgerEntry entry) {
        staged.computeIfAbsent(source, partition -> new HashMap<>()).put(key, entry);
    }

    /** For partitions that another instance may write to from now on. */
    void forget(Collection<TopicPartition> sources) {
        sources.forEach(committed::remove);
        sources.forEach(staged::remove);
    }

    @Override
    public void afterCompletion(int status) {
        if (status == STATUS_COMMITTED) {
            // A partition that was lost meanwhile is not here any more, and is read back if it returns.
            staged.forEach((source, entries) ->
                    committed.computeIfPresent(source, (partition, before) -> merge(before, entries)));
        } else if (status == STATUS_UNKNOWN) {
            committed.clear();
        }
        staged.clear();
    }

    private static Map<String, LedgerEntry> merge(Map<String, LedgerEntry> before, Map<String, LedgerEntry> entries) {
        before.putAll(entries);
        return before;
    }
}
