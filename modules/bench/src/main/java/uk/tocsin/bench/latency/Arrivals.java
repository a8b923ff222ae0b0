package uk.tocsin.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import uk.tocsin.contracts.HeaderNames;

/** Reads a topic's end with a plain client, committed records only, and notes when each event is there. */
final class Arrivals implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::read, "arrivals");
    private volatile Place place = (eventId, at) -> {};
    private volatile boolean closing;

    /** Where arrivals are noted. */
    interface Place {

        /** An event was read at {@code at}, as {@link System#nanoTime()} has it. */
        void note(UUID eventId, long at);
    }

    Arrivals(String broker, String topic) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
        thread.start();
    }

    /** From now on arrivals are noted there. */
    void at(Place next) {
        place = next;
    }

    private void read() {
        try (consumer) {
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    place.note(eventId(record), System.nanoTime());
                }
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

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
