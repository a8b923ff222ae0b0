package uk.tocsin.kafka.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    /** Reads back the part of a source partition unless it is here already. May wait for a transaction to be decided. */
    void load(TopicPartition source) {
        if (committed.containsKey(source)) {
            return;
        }
        Map<String, LedgerEntry> entries = new HashMap<>();
        var partitions = LedgerKeys.partitionsFor(source.topic(), TopicPlan.LEDGER_PARTITIONS).stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
        reader.readToEnd(partitions, record -> take(record, source.topic(), entries));
        committed.put(source, entries);
    }

    private void take(ConsumerRecord<byte[], byte[]> record, String sourceTopic, Map<String, LedgerEntry> entries) {
        var key = new String(record.key(), UTF_8);
        if (deserializer.deserialize(topic, record.value()) instanceof LedgerEntry entry
                && LedgerKeys.belongs(key, entry, sourceTopic)) {
            entries.put(key, entry);
        }
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
