package uk.tocsin.kafka.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.topics.RecordFactory;
import uk.tocsin.kafka.topics.TopicPlan;

/** Sends what a projection decided, inside the transaction that is open on this thread. */
final class ProjectionOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionOutbox.class);

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
    List<ProducerRecord<byte[], byte[]>> encode(List<Output> outputs, Iterable<Header> source) {
        return outputs.stream()
                .flatMap(output ->
                        records
                                .records(output.topics(), output.key().getBytes(UTF_8), output.contract(), source)
                                .stream())
                .toList();
    }

    /** Sends the records and remembers the entry under {@code key}. */
    void send(List<ProducerRecord<byte[], byte[]>> outputs, TopicPartition source, String key, LedgerEntry entry) {
        var written = records.record(ledgerTopic, key.getBytes(UTF_8), entry, List.of());
        var partition = LedgerKeys.partition(entry.getPublisher(), TopicPlan.LEDGER_PARTITIONS);
        var placed = new ProducerRecord<>(ledgerTopic, partition, written.key(), written.value(), written.headers());
        sendAll(Stream.concat(outputs.stream(), Stream.of(placed)));
        ledger.stage(source, key, entry);
    }

    void sendAsItIs(ProducerRecord<byte[], byte[]> record) {
        sendAll(Stream.of(record));
    }

    /**
     * With the producer of the transaction itself, not through the template record by record, which costs more than the
     * sending. Whether one failed is asked by the commit, which then fails too: nobody waits for each one.
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void sendAll(Stream<ProducerRecord<byte[], byte[]>> outputs) {
        kafka.execute(producer -> {
            outputs.forEach(output -> producer.send(output, ProjectionOutbox::told));
            return true;
        });
    }

    /** Why the poll failed is told by the container, once; a transaction may hold thousands of records. */
    private static void told(RecordMetadata place, @Nullable Exception error) {
        if (error != null) {
            LOG.atDebug()
                    .addKeyValue("topicName", place.topic())
                    .addKeyValue("error", error.toString())
                    .log("A record could not be written; its poll is undone");
        }
    }
}
