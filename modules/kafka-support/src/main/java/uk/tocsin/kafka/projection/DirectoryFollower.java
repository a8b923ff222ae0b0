package uk.tocsin.kafka.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.SourcePlace;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.registry.ContractDeserializer;

/**
 * Brings the readers of every subject in line with the directory: whenever it changes, and for each partition that this
 * consumer is given. What is sent is committed with the ledger and the consumer's positions, so that an instance that has
 * lost the partition cannot send. Runs on the consumer's own thread, between its polls.
 */
final class DirectoryFollower implements TransactionSynchronization {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryFollower.class);

    /** Most subjects in one transaction; what remains follows in the next. */
    private static final int AT_ONCE = 200;

    private final FollowsDirectory projection;
    private final Ledger ledger;
    private final Supplier<Directory> directory;
    private final LogReader reader;
    private final ContractDeserializer deserializer;
    private final ProjectionOutbox outbox;
    private final KafkaOperations<byte[], byte[]> kafka;
    private final TransactionTemplate transaction;
    private final ProjectionMeters meters;
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Set<TopicPartition> inLine = new HashSet<>();
    private final Set<TopicPartition> staged = new HashSet<>();
    private Directory seen = Directory.EMPTY;

    /** One subject to be brought in line. */
    private record Due(TopicPartition source, String key, LedgerEntry entry, Set<SourcePlace> needed) {}

    DirectoryFollower(
            FollowsDirectory projection,
            Ledger ledger,
            Supplier<Directory> directory,
            LogReader reader,
            ContractDeserializer deserializer,
            ProjectionOutbox outbox,
            KafkaOperations<byte[], byte[]> kafka,
            TransactionTemplate transaction,
            ProjectionMeters meters) {
        this.projection = projection;
        this.ledger = ledger;
        this.directory = directory;
        this.reader = reader;
        this.deserializer = deserializer;
        this.outbox = outbox;
        this.kafka = kafka;
        this.transaction = transaction;
        this.meters = meters;
    }

    void assigned(Collection<TopicPartition> sources) {
        assigned.addAll(sources);
    }

    void forget(Collection<TopicPartition> sources) {
        sources.forEach(assigned::remove);
        sources.forEach(inLine::remove);
        sources.forEach(staged::remove);
    }

    /** Between two polls that found nothing: in a transaction of its own, if there is anything to do. */
    void idle(Consumer<?, ?> consumer) {
        try {
            var due = due();
            if (due.isEmpty()) {
                inLine.addAll(staged);
                staged.clear();
                return;
            }
            var events = events(due);
            transaction.executeWithoutResult(status -> {
                TransactionSynchronizationManager.registerSynchronization(ledger);
                TransactionSynchronizationManager.registerSynchronization(this);
                send(due, events);
                kafka.sendOffsetsToTransaction(positions(consumer, due), consumer.groupMetadata());
            });
        } catch (RuntimeException e) {
            staged.clear();
            LOG.atWarn()
                    .addKeyValue("subscription", projection.name())
                    .addKeyValue("error", e.toString())
                    .log("Inboxes could not be brought in line with the directory; trying again");
        }
    }

    /** Before the records of a poll, in their transaction, so that a busy consumer follows the directory too. */
    void inTransaction() {
        TransactionSynchronizationManager.registerSynchronization(this);
        var due = due();
        send(due, due.isEmpty() ? Map.of() : events(due));
    }

    /** Subjects to be brought in line; sources of which none remain are staged as being so. */
    private List<Due> due() {
        staged.clear();
        var now = directory.get();
        if (!now.meansTheSame(seen)) {
            inLine.clear();
        }
        seen = now;
        var open = assigned.stream().filter(source -> !inLine.contains(source)).toList();
        ledger.load(open);
        List<Due> due = new ArrayList<>();
        for (TopicPartition source : open) {
            for (Map.Entry<String, LedgerEntry> remembered :
                    ledger.entries(source).entrySet()) {
                var needed = projection.needed(remembered.getValue(), now);
                if (!needed.isEmpty()) {
                    due.add(new Due(source, remembered.getKey(), remembered.getValue(), needed));
                }
                if (due.size() >= AT_ONCE) {
                    return due;
                }
            }
            staged.add(source);
        }
        return due;
    }

    private void send(List<Due> due, Map<TopicPartition, Map<SourcePlace, SourceEvent>> events) {
        for (Due subject : due) {
            var projected = projection.follow(subject.entry(), events.getOrDefault(subject.source(), Map.of()), seen);
            if (!projected.outputs().isEmpty()) {
                outbox.send(
                        outbox.encode(projected.outputs(), List.of()),
                        subject.source(),
                        subject.key(),
                        projected.ledger());
                meters.followed();
            }
        }
    }

    private Map<TopicPartition, Map<SourcePlace, SourceEvent>> events(List<Due> due) {
        Map<TopicPartition, Set<Long>> places = new HashMap<>();
        due.forEach(subject -> subject.needed()
                .forEach(place -> places.computeIfAbsent(
                                new TopicPartition(subject.source().topic(), place.getPartition()),
                                source -> new TreeSet<>())
                        .add(place.getOffset())));
        Map<TopicPartition, Map<SourcePlace, SourceEvent>> events = new HashMap<>();
        reader.readAt(places).forEach(record -> event(record, events));
        return events;
    }

    private void event(
            ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Map<SourcePlace, SourceEvent>> events) {
        try {
            var contract = deserializer.deserialize(record.topic(), record.value());
            if (contract != null) {
                SourceEvent.of(contract)
                        .ifPresent(event -> events.computeIfAbsent(
                                        new TopicPartition(record.topic(), record.partition()),
                                        source -> new HashMap<>())
                                .put(
                                        new SourcePlace(record.partition(), record.offset()),
                                        event.at(record.partition(), record.offset())));
            }
        } catch (SerializationException e) {
            LOG.atError()
                    .addKeyValue("topicName", record.topic())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("error", e.getMessage())
                    .log("An event that was taken before cannot be read any more");
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> positions(Consumer<?, ?> consumer, List<Due> due) {
        return due.stream()
                .map(Due::source)
                .distinct()
                .collect(
                        Collectors.toMap(source -> source, source -> new OffsetAndMetadata(consumer.position(source))));
    }

    @Override
    public void afterCompletion(int status) {
        if (status == STATUS_COMMITTED) {
            inLine.addAll(staged);
        }
        staged.clear();
    }
}
