package uk.tocsin.bench.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import uk.tocsin.contracts.HeaderNames;

/** Which events of one round every target has received. A contender that lost or doubled one has no figure. */
final class Receipts {

    private final int round;
    private final int events;
    private final Map<String, BitSet> received = new HashMap<>();

    Receipts(int round, int events) {
        this.round = round;
        this.events = events;
    }

    /**
     * Notes an event at a target.
     *
     * @throws IllegalStateException when it is there already, or of another round
     */
    void note(String target, UUID eventId) {
        int index = Math.toIntExact(eventId.getLeastSignificantBits());
        BitSet here = received.computeIfAbsent(target, first -> new BitSet(events));
        if (eventId.getMostSignificantBits() != round || index >= events || here.get(index)) {
            throw new IllegalStateException(target + " received " + eventId + " although it should not, or twice");
        }
        here.set(index);
    }

    /**
     * Holds what was noted against what should be there.
     *
     * @throws IllegalStateException when something is missing
     */
    void requireAll(List<String> targets) {
        for (String target : targets) {
            int count = received.getOrDefault(target, new BitSet()).cardinality();
            if (count != events) {
                throw new IllegalStateException(target + " received " + count + " events (expected: " + events + ")");
            }
        }
    }

    /** Reads committed records between two sets of ends, and notes each. */
    void read(String broker, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(to.keySet());
            to.keySet().forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
            while (to.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> note(record.topic(), eventId(record)));
            }
        }
    }

    private static UUID eventId(ConsumerRecord<byte[], byte[]> record) {
        Header id = record.headers().lastHeader(HeaderNames.CE_ID);
        if (id == null) {
            throw new IllegalStateException("offset " + record.offset() + " of " + record.topic() + " has no id");
        }
        return UUID.fromString(new String(id.value(), UTF_8));
    }
}
