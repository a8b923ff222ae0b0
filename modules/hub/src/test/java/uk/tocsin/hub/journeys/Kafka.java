package uk.tocsin.hub.journeys;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.registry.ContractSerializer;

/** The topics, seen with plain Kafka clients. */
final class Kafka implements AutoCloseable {

    private final Map<String, Object> connection;
    private final ContractSerializer serializer = new ContractSerializer();
    private final ContractDeserializer deserializer = new ContractDeserializer();
    private final KafkaProducer<byte[], byte[]> producer;

    Kafka(String bootstrapServers, String registryUrl) {
        this(bootstrapServers, registryUrl, Map.of());
    }

    /** With the credentials that the broker asks for. */
    Kafka(String bootstrapServers, String registryUrl, Map<String, String> credentials) {
        connection = new HashMap<>(credentials);
        connection.put("bootstrap.servers", bootstrapServers);
        var registry = Map.of("schema.registry.url", registryUrl);
        serializer.configure(registry, false);
        deserializer.configure(registry, false);
        producer = new KafkaProducer<>(
                with(Map.of("acks", "all", "linger.ms", "5")), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> with(Map<String, String> more) {
        Map<String, Object> all = new HashMap<>(connection);
        all.putAll(more);
        return all;
    }

    byte[] encode(String topic, SpecificRecord contract) {
        return requireNonNull(serializer.serialize(topic, contract));
    }

    SpecificRecord decode(ConsumerRecord<byte[], byte[]> record) {
        return requireNonNull(deserializer.deserialize(record.topic(), record.value()));
    }

    /** Writes straight to a topic, as a council with its own credentials may; sent for certain after {@link #flush}. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void write(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(java.nio.charset.StandardCharsets.UTF_8), value));
    }

    /** Writes and waits for the broker's answer. */
    void writeNow(String topic, String key, byte[] value) throws InterruptedException, ExecutionException {
        producer.send(new ProducerRecord<>(topic, key.getBytes(java.nio.charset.StandardCharsets.UTF_8), value))
                .get();
    }

    /** As {@link #write}, with a header that the hub knows nothing of. */
    @SuppressWarnings("FutureReturnValueIgnored")
    void write(String topic, String key, byte[] value, String header) {
        var record = new ProducerRecord<>(topic, key.getBytes(java.nio.charset.StandardCharsets.UTF_8), value);
        record.headers().add(header, header.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        producer.send(record);
    }

    /** Writes all of it in one transaction, so that every reader finds all of it at the same moment. */
    void writeAtOnce(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> transactional = new KafkaProducer<>(
                with(Map.of("transactional.id", "journeys-" + java.util.UUID.randomUUID())),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            transactional.initTransactions();
            transactional.beginTransaction();
            records.forEach(record -> sendInTransaction(transactional, record));
            transactional.commitTransaction();
        }
    }

    /** Writes in a transaction that is undone: whoever reads what is committed never sees it. */
    void writeAndAbort(String topic, String key, SpecificRecord contract) {
        try (KafkaProducer<byte[], byte[]> transactional = new KafkaProducer<>(
                with(Map.of("transactional.id", "journeys-" + java.util.UUID.randomUUID())),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            transactional.initTransactions();
            transactional.beginTransaction();
            sendInTransaction(transactional, record(topic, key, contract));
            transactional.flush();
            transactional.abortTransaction();
        }
    }

    /** The commit tells whether a send failed. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void sendInTransaction(
            KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    /** What is to stand on a topic. */
    ProducerRecord<byte[], byte[]> record(String topic, String key, SpecificRecord contract) {
        return new ProducerRecord<>(
                topic, key.getBytes(java.nio.charset.StandardCharsets.UTF_8), encode(topic, contract));
    }

    void flush() {
        producer.flush();
    }

    /** Everything committed on the topic up to its end, partition by partition. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> reading = with(Map.of("isolation.level", "read_committed", "enable.auto.commit", "false"));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** Takes all that a topic of one partition holds in a consumer group, as a member's own reader does. */
    void take(String topic, String group) {
        Map<String, Object> reading = with(Map.of(
                "group.id", group,
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed",
                "enable.auto.commit", "false"));
        var inbox = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (!consumer.assignment().contains(inbox)
                    || consumer.position(inbox)
                            < requireNonNull(consumer.endOffsets(List.of(inbox)).get(inbox))) {
                consumer.poll(Duration.ofMillis(100));
            }
            consumer.commitSync();
        }
    }

    /** What stands in a member's inbox, each written {@code subject#revision}. */
    List<String> alerts(String member) {
        return read(Topics.inbox(member)).stream()
                .map(record -> (PartnerAlert) decode(record))
                .map(alert -> alert.getSubjectId() + "#" + alert.getRevision())
                .toList();
    }

    /** What an operator does with Kafka's own tools. */
    KafkaAdministration administration() {
        return new KafkaAdministration(
                requireNonNull(connection.get("bootstrap.servers")).toString());
    }

    @Override
    public void close() {
        producer.close();
    }
}
