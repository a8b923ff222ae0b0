package uk.tocsin.partnerfanout.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.kafka.registry.RegistryException;

/**
 * One record of an inbox, readable or not.
 *
 * @param stored as it stands there
 * @param contract an alert or a response, or null when it is neither
 * @param fault why it is neither, one sentence
 */
public record InboxRecord(
        ConsumerRecord<byte[], byte[]> stored, @Nullable SpecificRecord contract, String fault) {

    /** The oldest first; among those of one moment by their places. */
    public static final Comparator<InboxRecord> BY_TIME = Comparator.<InboxRecord>comparingLong(
                    record -> record.stored().timestamp())
            .thenComparingInt(InboxRecord::partition)
            .thenComparingLong(InboxRecord::offset);

    private static final Logger LOG = LoggerFactory.getLogger(InboxRecord.class);

    /**
     * Reads a record.
     *
     * @throws RegistryException when the registry does not answer: come again
     */
    public static InboxRecord of(ConsumerRecord<byte[], byte[]> stored, Deserializer<SpecificRecord> deserializer) {
        try {
            SpecificRecord contract = deserializer.deserialize(stored.topic(), stored.value());
            if (contract instanceof PartnerAlert || contract instanceof ReferralResponse) {
                return new InboxRecord(stored, contract, "");
            }
            return new InboxRecord(
                    stored,
                    null,
                    contract == null
                            ? "The record has no value"
                            : contract.getSchema().getName() + " does not belong in an inbox");
        } catch (SerializationException e) {
            return new InboxRecord(stored, null, String.valueOf(e.getMessage()));
        }
    }

    /** Reads records, or null when the registry does not answer, which the log then says: come again. */
    public static @Nullable List<InboxRecord> all(
            List<ConsumerRecord<byte[], byte[]>> stored, Deserializer<SpecificRecord> deserializer) {
        try {
            List<InboxRecord> records = new ArrayList<>(stored.size());
            stored.forEach(record -> records.add(of(record, deserializer)));
            return records;
        } catch (RegistryException e) {
            LOG.atWarn().addKeyValue("error", e.getMessage()).log("The registry does not answer; reading again");
            return null;
        }
    }

    /** Says in the log that it cannot be read, for readers that leave it out. */
    public void warn() {
        LOG.atError()
                .addKeyValue("topicName", stored.topic())
                .addKeyValue("partition", stored.partition())
                .addKeyValue("offset", stored.offset())
                .addKeyValue("error", fault)
                .log("A record of an inbox cannot be read and is left out");
    }

    /** The name of the kind of record, in a stream and on a page. */
    public String type() {
        return contract instanceof PartnerAlert ? "alert" : "response";
    }

    /** A readable record as JSON. */
    public ObjectNode json() {
        return InboxJson.of(Objects.requireNonNull(contract));
    }

    /**
     * A readable record as an item of a page.
     *
     * @param id what a reader gives back to go on behind it
     */
    public ObjectNode item(String id) {
        ObjectNode item = JsonNodeFactory.instance.objectNode().put("id", id).put("type", type());
        item.set("data", json());
        return item;
    }

    /** The partition in which it stands. */
    public int partition() {
        return stored.partition();
    }

    /** When it was sent. */
    public Instant sentAt() {
        return Instant.ofEpochMilli(stored.timestamp());
    }

    /** Where it stands in its partition. */
    public long offset() {
        return stored.offset();
    }

    /** What must stay in order: the incident or service. */
    public String lane() {
        return stored.key() == null ? "" : new String(stored.key(), UTF_8);
    }

    /** Whose incident or service it is: ids begin with that. */
    public String publisher() {
        String lane = lane();
        int dot = lane.indexOf('.');
        return dot < 0 ? lane : lane.substring(0, dot);
    }

    /** The id of the event or response, or null of a record that is not readable. */
    public @Nullable UUID eventId() {
        if (contract instanceof PartnerAlert alert) {
            return alert.getEventId();
        }
        return contract instanceof ReferralResponse response ? response.getResponseId() : null;
    }

    /** The incident or service, as the record itself names it, or null of a record that is not readable. */
    public @Nullable String subjectId() {
        if (contract instanceof PartnerAlert alert) {
            return alert.getSubjectId();
        }
        return contract instanceof ReferralResponse response ? response.getIncidentId() : null;
    }
}
