package uk.tocsin.partnerfanout.delivery;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import uk.tocsin.partnerfanout.line.DeliveryLine;

/** A line that is delivered here, with what is known of its reading and its committed position. For one thread only. */
final class RunningLine {

    final DeliveryLine line;
    final TopicPartition inbox;
    /** Whether part of the inbox is being read for it. */
    boolean reading;
    /** Ends when its position is committed, or could not be. */
    CompletableFuture<?> committing = CompletableFuture.completedFuture(null);
    /** Its position as it was last committed, with what stands beside it. */
    long committed;

    String note = "";

    RunningLine(DeliveryLine line, TopicPartition inbox) {
        this.line = line;
        this.inbox = inbox;
        this.committed = line.progress().position();
    }

    String id() {
        return line.subscription().getSubscriptionId();
    }
}
