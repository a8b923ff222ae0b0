package uk.tocsin.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import uk.tocsin.contracts.HeaderNames;

/** From a plain producer through the same broker to a plain consumer, while the hub has nothing to do. */
final class OneHop implements AutoCloseable {

    private static final String TOPIC = "bench-one-hop";
    private static final int BYTES = 1_200;
    private static final long HEAD_START = 100_000_000;
    private static final short ONE = 1;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Arrivals arrivals;

    OneHop(String broker) throws InterruptedException {
        create(broker);
        this.arrivals = new Arrivals(broker, TOPIC);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "acks", "all", "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Percentiles at one rate. */
    @SuppressWarnings("FutureReturnValueIgnored") // What does not arrive is missed.
    Map<String, Double> run(int rate, int events, int warmUp) throws InterruptedException {
        byte[] value = new byte[BYTES];
        Timeline timeline = new Timeline(System.nanoTime() + HEAD_START, rate);
        Latencies latencies = new Latencies(timeline, warmUp, events);
        arrivals.at((eventId, at) -> latencies.note(Math.toIntExact(eventId.getLeastSignificantBits()), at));
        OpenLoop.run(timeline, events, index -> {
            Header id = new RecordHeader(
                    HeaderNames.CE_ID, new UUID(0, index).toString().getBytes(UTF_8));
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPIC, value);
            record.headers().add(id);
            producer.send(record);
        });
        latencies.awaitAll();
        return latencies.percentiles();
    }

    private static void create(String broker) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(Set.of(new NewTopic(TOPIC, 1, ONE))).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topic cannot be made", e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
        arrivals.close();
    }
}
