package uk.tocsin.partnerfanout.position;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/** Where a subscription goes on, or why it cannot. */
public sealed interface PositionStart {

    /** From here, with what is finished above it. */
    record From(DeliveryProgress progress) implements PositionStart {}

    /** It had a position, and that is gone or points behind what the inbox still holds. */
    record Lost(String reason) implements PositionStart {}

    /**
     * Decides from where a subscription goes on.
     *
     * @param committed its position, or null when it has none
     * @param begun whether it ever had one
     * @param first the first offset that the inbox still holds
     * @param born where the inbox stood when the subscription was made
     */
    static PositionStart of(@Nullable OffsetAndMetadata committed, boolean begun, long first, long born) {
        if (committed == null) {
            return begun ? new Lost("its position is gone") : new From(new DeliveryProgress(Math.max(first, born)));
        }
        if (committed.offset() < first) {
            return new Lost("the inbox no longer holds what stood at its position");
        }
        return new From(DeliveryProgress.of(committed.offset(), committed.metadata()));
    }
}
