package uk.tocsin.partnerfanout;

import java.util.Comparator;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.kafka.registry.ContractDeserializer;

/**
 * One readable record of an inbox and where it stands.
 *
 * @param timestamp when it was written, milliseconds since 1970
 * @param contract an alert or a response
 */
record InboxEntry(int partition, long offset, long timestamp, SpecificRecord contract) {

    static final Comparator<InboxEntry> BY_TIME = Comparator.comparingLong(InboxEntry::timestamp)
            .thenComparingInt(InboxEntry::partition)
            .thenComparingLong(InboxEntry::offset);

    private static final Logger LOG = LoggerFactory.getLogger(InboxEntry.class);

    /**
     * Reads a record, or nothing when it can never be read, so that it does not hold up what stands behind it.
     *
     * @throws uk.tocsin.kafka.registry.RegistryException when the registry does not answer: come again
     */
    static Optional<InboxEntry> read(ConsumerRecord<byte[], byte[]> stored, ContractDeserializer deserializer) {
        try {
            return Optional.ofNullable(deserializer.deserialize(stored.topic(), stored.value()))
                    .map(contract -> new InboxEntry(stored.partition(), stored.offset(), stored.timestamp(), contract));
        } catch (SerializationException e) {
            LOG.atError()
                    .addKeyValue("topicName", stored.topic())
                    .addKeyValue("partition", stored.partition())
                    .addKeyValue("offset", stored.offset())
                    .addKeyValue("error", e.getMessage())
                    .log("A record of an inbox cannot be read and is left out");
            return Optional.empty();
        }
    }

    /** The name of the kind of entry, in a stream and on a page. */
    String type() {
        return contract instanceof PartnerAlert ? "alert" : "response";
    }

    /** The entry as an item of a page. */
    ObjectNode item() {
        ObjectNode item = JsonNodeFactory.instance
                .objectNode()
                .put("id", partition + "-" + offset)
                .put("type", type());
        item.set("data", InboxJson.of(contract));
        return item;
    }
}
