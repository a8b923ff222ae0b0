package uk.tocsin.kafka.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.deadletter.DeadLetterReason;
import uk.tocsin.kafka.deadletter.DeadLetters;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.topics.RecordFactory;
import uk.tocsin.kafka.topics.TopicPlan;

/**
 * Takes one poll through a projection, inside the transaction that its container began: outputs, ledger, dead letters
 * and offsets are committed together or not at all.
 */
final class ProjectionListener implements BatchMessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionListener.class);

    private final Projection projection;
    private final Ledger ledger;
    private final Supplier<Directory> directory;
    private final ContractDeserializer deserializer;
    private final RecordFactory records;
    private final KafkaOperations<byte[], byte[]> kafka;
    private final ProjectionMeters meters;

    ProjectionListener(
            Projection projection,
            Ledger ledger,
            Supplier<Directory> directory,
            ContractDeserializer deserializer,
            RecordFactory records,
            KafkaOperations<byte[], byte[]> kafka,
            ProjectionMeters meters) {
        this.projection = projection;
        this.ledger = ledger;
        this.directory = directory;
        this.deserializer = deserializer;
        this.records = records;
        this.kafka = kafka;
        this.meters = meters;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> batch) {
        TransactionSynchronizationManager.registerSynchronization(ledger);
        // Before anything is sent: reading back waits for open transactions, and must never wait for this one.
        batch.stream().map(ProjectionListener::source).distinct().forEach(ledger::load);
        batch.forEach(this::handle);
    }

    private static TopicPartition source(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        var source = source(record);
        var verdict = judge(record, source);
        if (verdict instanceof Verdict.Refused refused) {
            giveUp(record, refused.reason(), refused.cause());
        } else if (verdict instanceof Verdict.Admitted admitted) {
            project(record, source, admitted.event().at(record.partition(), record.offset()));
        } else {
            meters.duplicate();
        }
    }

    private Verdict judge(ConsumerRecord<byte[], byte[]> record, TopicPartition source) {
        SpecificRecord contract;
        try {
            contract = deserializer.deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            return new Verdict.Refused(DeadLetterReason.UNREADABLE, String.valueOf(e.getMessage()));
        }
        if (contract == null) {
            return new Verdict.Refused(DeadLetterReason.UNREADABLE, "The record has no value");
        }
        var verdict = Admission.byOwner(record.topic(), contract);
        return verdict instanceof Verdict.Admitted admitted
                ? Admission.inOrder(admitted.event(), ledger.find(source, key(admitted.event())))
                : verdict;
    }

    private void project(ConsumerRecord<byte[], byte[]> record, TopicPartition source, SourceEvent event) {
        List<ProducerRecord<String, byte[]>> outputs;
        Projected projected;
        try {
            projected = projection.project(event, ledger.find(source, key(event)), directory.get());
            outputs = projected.outputs().stream()
                    .flatMap(output ->
                            records
                                    .records(output.topics(), output.key(), output.contract(), record.headers())
                                    .stream())
                    .toList();
        } catch (org.apache.kafka.common.KafkaException e) {
            if (!(e instanceof SerializationException)) {
                throw e;
            }
            giveUp(record, DeadLetterReason.PROJECTION_FAILED, "A record cannot be encoded: " + e.getMessage());
            return;
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("eventId", event.eventId())
                    .addKeyValue("subscription", projection.name())
                    .setCause(e)
                    .log("A projection failed on an event");
            giveUp(record, DeadLetterReason.PROJECTION_FAILED, "The projection failed: " + e);
            return;
        }
        outputs.forEach(this::send);
        remember(source, event, projected.ledger());
        meters.projected();
    }

    private void remember(TopicPartition source, SourceEvent event, LedgerEntry entry) {
        var topic = Topics.ledger(projection.name());
        var written = records.record(topic, key(event), entry, List.of());
        var partition = LedgerKeys.partition(event.publisher(), TopicPlan.LEDGER_PARTITIONS);
        send(new ProducerRecord<>(topic, partition, written.key(), written.value(), written.headers()));
        ledger.stage(source, key(event), entry);
    }

    private void send(ProducerRecord<String, byte[]> record) {
        sendInTransaction(new ProducerRecord<>(
                record.topic(), record.partition(), record.key().getBytes(UTF_8), record.value(), record.headers()));
    }

    /** Whether a send failed is asked by the commit, which then fails too: nobody waits for each one. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void sendInTransaction(ProducerRecord<byte[], byte[]> record) {
        kafka.send(record);
    }

    private void giveUp(ConsumerRecord<byte[], byte[]> record, DeadLetterReason reason, String cause) {
        sendInTransaction(DeadLetters.of(record, projection.name(), reason, cause));
        meters.deadLetter(reason);
        LOG.atWarn()
                .addKeyValue("subscription", projection.name())
                .addKeyValue("topicName", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("error", reason.word())
                .log("A record became a dead letter");
    }

    private static String key(SourceEvent event) {
        return LedgerKeys.key(event.kind(), event.subjectId());
    }
}
