package uk.tocsin.kafka.projection;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.deadletter.DeadLetterReason;
import uk.tocsin.kafka.deadletter.DeadLetters;
import uk.tocsin.kafka.registry.ContractDeserializer;

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
    private final ProjectionOutbox outbox;
    private final Optional<DirectoryFollower> follower;
    private final ProjectionMeters meters;

    ProjectionListener(
            Projection projection,
            Ledger ledger,
            Supplier<Directory> directory,
            ContractDeserializer deserializer,
            ProjectionOutbox outbox,
            Optional<DirectoryFollower> follower,
            ProjectionMeters meters) {
        this.projection = projection;
        this.ledger = ledger;
        this.directory = directory;
        this.deserializer = deserializer;
        this.outbox = outbox;
        this.follower = follower;
        this.meters = meters;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> batch) {
        TransactionSynchronizationManager.registerSynchronization(ledger);
        TransactionSynchronizationManager.registerSynchronization(meters);
        // Before anything is sent: reading back waits for open transactions, and must never wait for this one.
        ledger.load(batch.stream().map(ProjectionListener::source).distinct().toList());
        follower.ifPresent(DirectoryFollower::inTransaction);
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
        List<ProducerRecord<byte[], byte[]>> outputs;
        Projected projected;
        try {
            projected = projection.project(event, ledger.find(source, key(event)), directory.get());
            outputs = outbox.encode(projected.outputs(), record.headers());
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
        outbox.send(outputs, source, key(event), projected.ledger());
        meters.projected();
    }

    private void giveUp(ConsumerRecord<byte[], byte[]> record, DeadLetterReason reason, String cause) {
        outbox.sendAsItIs(DeadLetters.of(record, projection.name(), reason, cause));
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
