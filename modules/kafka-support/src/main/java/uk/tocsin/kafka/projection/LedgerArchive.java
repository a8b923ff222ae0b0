package uk.tocsin.kafka.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.topics.TopicPlan;

/**
 * Looks up what a projection remembers of one subject, from any process. It keeps only where each entry stands, and reads
 * on from where it stopped whenever it is asked: no consumer stays open, and memory does not hold a second ledger.
 */
public final class LedgerArchive {

    private final String topic;
    private final LogReader reader;
    private final ContractDeserializer deserializer;
    private final Map<TopicPartition, Places> partitions = new ConcurrentHashMap<>();

    /** Where the last entry under each key stands, as far as was read. Guarded by itself. */
    private static final class Places {
        private final Map<String, Long> offsets = new HashMap<>();
        private long next;
    }

    /** The archive of the projection of that name. */
    public LedgerArchive(String projection, LogReader reader, ContractDeserializer deserializer) {
        this.topic = Topics.ledger(projection);
        this.reader = reader;
        this.deserializer = deserializer;
    }

    /**
     * The committed entry of a subject, or empty when nothing is remembered of it.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException when the ledger could not be read in time
     */
    public Optional<LedgerEntry> find(SubjectKind kind, String publisher, String subjectId) {
        var partition = new TopicPartition(topic, LedgerKeys.partition(publisher, TopicPlan.LEDGER_PARTITIONS));
        var places = partitions.computeIfAbsent(partition, first -> new Places());
        return offset(partition, places, LedgerKeys.key(kind, subjectId))
                .flatMap(offset -> reader.readAt(Map.of(partition, List.of(offset))).stream()
                        .findFirst())
                .map(record -> deserializer.deserialize(topic, record.value()))
                .filter(LedgerEntry.class::isInstance)
                .map(LedgerEntry.class::cast);
    }

    private Optional<Long> offset(TopicPartition partition, Places places, String key) {
        synchronized (places) {
            var next = reader.readOn(
                    Map.of(partition, places.next),
                    record -> places.offsets.put(new String(record.key(), UTF_8), record.offset()));
            places.next = next.getOrDefault(partition, places.next);
            return Optional.ofNullable(places.offsets.get(key));
        }
    }
}
