package uk.tocsin.kafka.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.core.KafkaOperations;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.topics.RecordFactory;
import uk.tocsin.kafka.topics.TopicPlan;

/** Sends what a projection decided, inside the transaction that is open on this thread. */
final class ProjectionOutbox {

    private final String ledgerTopic;
    private final Ledger ledger;
    private final RecordFactory records;
    private final KafkaOperations<byte[], byte[]> kafka;

    ProjectionOutbox(String projection, Ledger ledger, RecordFactory records, KafkaOperations<byte[], byte[]> kafka) {
        this.ledgerTopic = Topics.ledger(projection);
        this.ledger = ledger;
        this.records = records;
        this.kafka = kafka;
    }

    /** The outputs as records; encoded before anything is sent, so that one that cannot be leaves nothing behind. */
    List<ProducerRecord<String, byte[]>> encode(List<Output> outputs, Iterable<Header> source) {
        return outputs.stream()
                .flatMap(output -> records.records(output.topics(), output.key(), output.contract(), source).stream())
                .toList();
    }

    /** Sends the records and remembers the entry under {@code key}. */
    void send(List<ProducerRecord<String, byte[]>> outputs, TopicPartition source, String key, LedgerEntry entry) {
        outputs.forEach(this::send);
        var written = records.record(ledgerTopic, key, entry, List.of());
        var partition = LedgerKeys.partition(entry.getPublisher(), TopicPlan.LEDGER_PARTITIONS);
        send(new ProducerRecord<>(ledgerTopic, partition, written.key(), written.value(), written.headers()));
        ledger.stage(source, key, entry);
    }

    private void send(ProducerRecord<String, byte[]> record) {
        sendAsItIs(new ProducerRecord<>(
                record.topic(), record.partition(), record.key().getBytes(UTF_8), record.value(), record.headers()));
    }

    /** Whether a send failed is asked by the commit, which then fails too: nobody waits for each one. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void sendAsItIs(ProducerRecord<byte[], byte[]> record) {
        kafka.send(record);
    }
}
