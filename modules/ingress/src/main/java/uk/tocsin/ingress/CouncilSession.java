package uk.tocsin.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.contracts.HeaderNames;
import uk.tocsin.contracts.Topics;

/**
 * The time during which this process is the only writer for one council: from taking over its transactional id until
 * another instance does the same, which makes every later write here fail. While it lasts, what was read to the end of
 * the log stays the whole truth, but for what the council itself writes straight to its topics.
 */
final class CouncilSession implements Round.Said, Round.Encoder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CouncilSession.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final String publisher;
    private final CouncilClients clients;
    private final Encoding encoding;
    private final Duration timeout;
    private final CouncilFold fold = new CouncilFold();
    private final Producer<String, byte[]> producer;
    private final Consumer<String, byte[]> consumer;

    CouncilSession(String publisher, CouncilClients clients, Encoding encoding, Duration timeout) {
        this.publisher = publisher;
        this.clients = clients;
        this.encoding = encoding;
        this.timeout = timeout;
        this.producer = clients.producer(publisher);
        this.consumer = clients.consumer(publisher);
    }

    /** Shuts out the writer before, ends what it left open, and reads what has been said so far. */
    void takeOver() {
        producer.initTransactions();
        List<TopicPartition> partitions = Stream.of(Topics.incidents(publisher), Topics.serviceStatus(publisher))
                .flatMap(topic -> consumer.partitionsFor(topic, timeout).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        catchUp();
    }

    /** Reads to the end of both topics. */
    void catchUp() {
        long deadline = System.nanoTime() + timeout.toNanos();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), timeout);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), timeout) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("the end of the log of " + publisher + " was not reached in " + timeout);
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                Position position = new Position(record.topic(), record.partition(), record.offset());
                event(record).ifPresent(event -> fold.add(event, position));
            }
        }
    }

    @Override
    public @Nullable Receipt find(UUID eventId) {
        Position position = fold.positionOf(eventId);
        return position == null ? null : new Receipt(read(position), position);
    }

    @Override
    public int lastRevision(Event.Subject subject) {
        return fold.lastRevision(subject);
    }

    @Override
    public Outgoing encode(Event event, String traceparent) {
        List<Header> trace = List.of(new RecordHeader(HeaderNames.TRACEPARENT, traceparent.getBytes(UTF_8)));
        return new Outgoing(
                event, encoding.factory().record(event.topic(), event.subjectId(), event.contract(), trace));
    }

    /** Writes all of {@code events} in one transaction, or none; returns where each of them stands, by event id. */
    Map<UUID, Position> write(List<Outgoing> events) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        events.forEach(outgoing -> sent.add(producer.send(outgoing.encoded())));
        producer.commitTransaction();
        Map<UUID, Position> positions = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            RecordMetadata metadata = done(sent.get(i));
            Position position = new Position(metadata.topic(), metadata.partition(), metadata.offset());
            Event event = events.get(i).event();
            fold.add(event, position);
            positions.put(event.eventId(), position);
        }
        return positions;
    }

    /** Closing aborts nothing by itself: whoever takes over next, here or elsewhere, ends an open transaction. */
    @Override
    public void close() {
        producer.close(CLOSE);
        consumer.close(CloseOptions.timeout(CLOSE));
    }

    private Event read(Position position) {
        TopicPartition partition = new TopicPartition(position.topic(), position.partition());
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Consumer<String, byte[]> reader = clients.consumer(publisher + "-repeat")) {
            reader.assign(List.of(partition));
            reader.seek(partition, position.offset());
            while (System.nanoTime() - deadline < 0) {
                for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
                    return event(record).orElseThrow(() -> new KafkaException("an event was there and is not now"));
                }
            }
        }
        throw new TimeoutException("offset " + position.offset() + " was not read in " + timeout);
    }

    /** What no reader can read is a matter for dead letters, and what claims to be another council's counts for nobody. */
    private Optional<Event> event(ConsumerRecord<String, byte[]> record) {
        try {
            return Event.of(encoding.deserializer().deserialize(record.topic(), record.value()))
                    .filter(event ->
                            event.publisher().equals(publisher) && event.topic().equals(record.topic()));
        } catch (SerializationException e) {
            LOG.atWarn()
                    .addKeyValue("topicName", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("A record on a council topic cannot be read and is left out of account");
            return Optional.empty();
        }
    }

    private static RecordMetadata done(Future<RecordMetadata> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException("a committed record has no position", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
