package uk.tocsin.replay;

import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Topics;

/**
 * An event of a council topic.
 *
 * @param recordedAt its place in time
 * @param contract the event itself
 */
record RecordedEvent(Instant recordedAt, SpecificRecord contract) {

    /** The event, or empty where it is none or names another publisher than the owner of its topic. */
    static Optional<RecordedEvent> of(String topic, @Nullable SpecificRecord contract) {
        String owner = Topics.publisherOf(topic).orElse("");
        if (contract instanceof IncidentEvent event && event.getPublisher().equals(owner)) {
            return Optional.of(new RecordedEvent(event.getRecordedAt(), event));
        }
        if (contract instanceof ServiceStatusEvent event && event.getPublisher().equals(owner)) {
            return Optional.of(new RecordedEvent(event.getRecordedAt(), event));
        }
        return Optional.empty();
    }
}
