package uk.tocsin.bench.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import uk.tocsin.bench.stack.HubProcess;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.registry.ContractSerializer;
import uk.tocsin.kafka.registry.RegistryConfig;
import uk.tocsin.kafka.registry.SchemaRegistryClient;
import uk.tocsin.kafka.topics.RecordFactory;

/** Puts example events onto the council topics, as councils with credentials of their own do. */
public final class Publishing {

    private final String broker;
    private final RecordFactory records;

    /** To a broker and registry. */
    public Publishing(HubProcess.Addresses addresses) {
        RegistryConfig config = new RegistryConfig(Map.of(RegistryConfig.URL, addresses.registry()));
        this.broker = addresses.broker();
        this.records = new RecordFactory(new ContractSerializer(new SchemaRegistryClient(config), config));
    }

    /** Writes notices onto the topic of what the public may know, as the projector does, and returns when all are there. */
    @SuppressWarnings("FutureReturnValueIgnored") // Closing waits for all; whether one failed shows in what is read.
    public void publish(List<PublicNotice> notices) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (PublicNotice notice : notices) {
                producer.send(bytes(records.record(Topics.PUBLIC_NOTICES, notice.getSubjectId(), notice, List.of())));
            }
        }
    }

    /** Writes the events of a round and returns when all of them are there. */
    @SuppressWarnings("FutureReturnValueIgnored") // Closing waits for all; whether one failed shows in who receives it.
    public void publish(int round, int events, String circle, int revisions) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int index = 0; index < events; index++) {
                IncidentEvent event = ExampleEvents.event(round, index, circle, revisions);
                String topic = Topics.incidents(event.getPublisher());
                producer.send(bytes(records.record(topic, event.getIncidentId(), event, List.of())));
            }
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> bytes(ProducerRecord<String, byte[]> record) {
        return new ProducerRecord<>(
                record.topic(), null, record.key().getBytes(UTF_8), record.value(), record.headers());
    }
}
