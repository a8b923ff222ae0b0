package uk.tocsin.partnerfanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.kafka.registry.ContractDeserializer;

/**
 * One record of an inbox, readable or not.
 *
 * @param stored as it stands there
 * @param contract an alert or a response, or null when it is neither
 * @param fault why it is neither, one sentence
 */
record InboxRecord(
        ConsumerRecord<byte[], byte[]> stored, @Nullable SpecificRecord contract, String fault) {

    /**
     * Reads a record.
     *
     * @throws uk.tocsin.kafka.registry.RegistryException when the registry does not answer: come again
     */
    static InboxRecord of(ConsumerRecord<byte[], byte[]> stored, ContractDeserializer deserializer) {
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

    long offset() {
        return stored.offset();
    }

    /** What must stay in order: the incident or service. */
    String lane() {
        return stored.key() == null ? "" : new String(stored.key(), UTF_8);
    }

    @Nullable
    UUID eventId() {
        if (contract instanceof PartnerAlert alert) {
            return alert.getEventId();
        }
        return contract instanceof ReferralResponse response ? response.getResponseId() : null;
    }

    @Nullable
    String subjectId() {
        if (contract instanceof PartnerAlert alert) {
            return alert.getSubjectId();
        }
        return contract instanceof ReferralResponse response ? response.getIncidentId() : null;
    }
}
