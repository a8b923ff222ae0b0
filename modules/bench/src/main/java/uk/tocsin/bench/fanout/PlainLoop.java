package uk.tocsin.bench.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import uk.tocsin.bench.stack.Cast;
import uk.tocsin.contracts.IncidentEvent;

/**
 * The same by hand, with Kafka's plain clients and nothing else: large batches, lz4, a transaction every 100 ms. It
 * remembers nothing: it cannot withdraw, follow no directory and refuse no duplicate.
 */
final class PlainLoop {

    private static final long COMMIT_NANOS = Duration.ofMillis(100).toNanos();
    private static final Duration POLL = Duration.ofMillis(10);

    private final Codec codec;
    private final List<String> targets;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    private long begun;

    private PlainLoop(Assignment assignment) {
        this.codec = new Codec(
                assignment.registry(), Cast.circle(assignment.targets().size()));
        this.targets = assignment.targets();
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", assignment.broker(),
                        "group.id", assignment.group(),
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "max.partition.fetch.bytes", "4194304"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", assignment.broker(),
                        "transactional.id", assignment.group(),
                        "acks", "all",
                        "compression.type", "lz4",
                        "batch.size", "131072",
                        "linger.ms", "20",
                        "buffer.memory", "67108864",
                        "retry.backoff.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        consumer.subscribe(assignment.sources());
    }

    /** Runs until the input ends. */
    public static void main(String[] arguments) {
        PlainLoop loop = new PlainLoop(Assignment.of(arguments));
        Thread thread = new Thread(
                () -> {
                    while (true) {
                        loop.turn();
                    }
                },
                "plain-loop");
        thread.setDaemon(true);
        thread.start();
        UntilEndOfInput.await();
    }

    private void turn() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty() && read.isEmpty()) {
            producer.beginTransaction();
            begun = System.nanoTime();
        }
        for (TopicPartition source : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> part = records.records(source);
            part.forEach(this::fanOut);
            read.put(source, new OffsetAndMetadata(part.get(part.size() - 1).offset() + 1));
        }
        if (!read.isEmpty() && System.nanoTime() - begun >= COMMIT_NANOS) {
            producer.sendOffsetsToTransaction(read, consumer.groupMetadata());
            producer.commitTransaction();
            read.clear();
        }
    }

    /** Whether a send failed is asked by the commit. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void fanOut(ConsumerRecord<byte[], byte[]> record) {
        IncidentEvent event = codec.event(record);
        codec.records
                .records(targets, event.getIncidentId(), codec.alert(event), record.headers())
                .forEach(alert -> producer.send(new ProducerRecord<>(
                        alert.topic(), null, alert.key().getBytes(UTF_8), alert.value(), alert.headers())));
    }
}
