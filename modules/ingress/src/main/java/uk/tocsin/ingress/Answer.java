package uk.tocsin.ingress;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.tocsin.disclosure.Directory;

/**
 * What a council is told of an event that it has published, or of one that it might.
 *
 * @param subjectId the incident or service
 * @param partition null for a dry run
 * @param offset null for a dry run
 * @param reaches whom, by today's directory
 */
@Schema(name = "Published", description = "Where an event went, and whom it reaches by today's directory.")
record Answer(
        UUID eventId,
        String subjectId,
        int revision,
        String topic,
        @Nullable Integer partition,
        @Nullable Long offset,
        Reach reaches) {

    /** Answers to a batch, in the order of its events. */
    @Schema(name = "PublishedBatch")
    record Batch(List<Answer> events) {}

    static Answer of(Receipt receipt, Directory directory) {
        Event event = receipt.event();
        Position position = receipt.position();
        return new Answer(
                event.eventId(),
                event.subjectId(),
                event.revision(),
                event.topic(),
                position == null ? null : position.partition(),
                position == null ? null : position.offset(),
                Reach.of(event, directory));
    }
}
