package uk.tocsin.kafka.topics;

import java.util.Collection;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import uk.tocsin.kafka.registry.ContractSerializer;

/** Makes a contract into a record: registry wire format, CloudEvents headers, the trace of what caused it. */
public final class RecordFactory {

    private final ContractSerializer serializer;

    public RecordFactory(ContractSerializer serializer) {
        this.serializer = serializer;
    }

    /**
     * One record for one topic.
     *
     * @param source headers of the record that caused this one; only the trace context is carried over
     * @throws SerializationException when the contract cannot be encoded
     * @throws uk.tocsin.kafka.registry.RegistryException when the registry did not answer: come again
     */
    public <K> ProducerRecord<K, byte[]> record(String topic, K key, SpecificRecord contract, Iterable<Header> source) {
        return records(List.of(topic), key, contract, source).get(0);
    }

    /** The same record for many topics, encoded once: they share one array of bytes, which nobody may change. */
    public <K> List<ProducerRecord<K, byte[]>> records(
            Collection<String> topics, K key, SpecificRecord contract, Iterable<Header> source) {
        if (topics.isEmpty()) {
            return List.of();
        }
        var bytes = encode(topics.iterator().next(), contract);
        var headers = CloudEventHeaders.of(contract, source);
        // Sending closes a record's headers; each record makes a copy of its own.
        return topics.stream()
                .map(topic -> new ProducerRecord<>(topic, null, key, bytes, headers))
                .toList();
    }

    private byte[] encode(String topic, SpecificRecord contract) {
        var bytes = serializer.serialize(topic, contract);
        if (bytes == null) {
            throw new SerializationException("a contract became nothing");
        }
        return bytes;
    }
}
