package uk.tocsin.kafka.projection;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/** What a projection's container does about partitions that come, go, or have no position. */
final class ProjectionConsumer implements ConsumerAwareRebalanceListener, CommonErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionConsumer.class);
    private static final long WAIT_MILLIS = 1_000;

    private final String group;
    private final PositionGuard guard;
    private final Ledger ledger;
    private final Optional<DirectoryFollower> follower;
    private final Runnable stop;

    ProjectionConsumer(
            String group, PositionGuard guard, Ledger ledger, Optional<DirectoryFollower> follower, Runnable stop) {
        this.group = group;
        this.guard = guard;
        this.ledger = ledger;
        this.follower = follower;
        this.stop = stop;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        forget(partitions);
        follower.ifPresent(following -> following.assigned(partitions));
        if (!guard.check(group, consumer, partitions)) {
            stop.run();
        }
    }

    @Override
    public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        ledger.forget(partitions);
        follower.ifPresent(following -> following.forget(partitions));
    }

    /** A poll that failed is rolled back as a whole, and tried again by {@link RewindToCommitted}. */
    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        throw new KafkaException(
                "A poll of " + group + " failed and is rolled back", KafkaException.Level.WARN, thrown);
    }

    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        if (thrown instanceof InvalidOffsetException gone) {
            guard.raise(group, Set.copyOf(gone.partitions()));
            stop.run();
            return;
        }
        LOG.atError().addKeyValue("subscription", group).setCause(thrown).log("Reading failed; trying again");
        wait(container);
    }

    private static void wait(MessageListenerContainer container) {
        try {
            ListenerUtils.stoppableSleep(container, WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
