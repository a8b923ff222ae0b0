package uk.tocsin.partnerfanout.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.partnerfanout.inbox.InboxJson;

/**
 * What became of one record or attempt, as it is shown over HTTP. Nothing that the event says is in it.
 *
 * @param place where it stands in the inbox; absent of a test message, which stands nowhere
 * @param redrive true when it was sent again on purpose
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryJson(
        @Nullable String eventId,
        @Nullable String subjectId,
        @Nullable String place,
        Instant recordedAt,
        String outcome,
        int attempt,
        @Nullable Integer status,
        @Nullable String reason,
        @Nullable String answer,
        @Nullable Long latencyMillis,
        @Nullable Instant nextAttemptAt,
        @Nullable Boolean redrive) {

    static DeliveryJson of(DeliveryEvent event) {
        return new DeliveryJson(
                event.getEventId() == null ? null : event.getEventId().toString(),
                event.getSubjectId(),
                event.getInboxOffset() < 0 ? null : event.getInboxPartition() + "-" + event.getInboxOffset(),
                event.getRecordedAt(),
                InboxJson.written(event.getOutcome()),
                event.getAttempt(),
                event.getStatus(),
                event.getReason(),
                event.getAnswer(),
                event.getLatencyMillis(),
                event.getNextAttemptAt(),
                event.getRedrive() ? Boolean.TRUE : null);
    }
}
