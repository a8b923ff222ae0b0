package uk.tocsin.kafka.projection;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.ContainerProperties.EOSMode;
import org.springframework.kafka.listener.DefaultAfterRollbackProcessor;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.BackOff;

/**
 * Tries a failed poll again, later and later, from the committed offsets. They are asked of the broker because a commit
 * whose answer never came may have succeeded.
 */
final class RewindToCommitted extends DefaultAfterRollbackProcessor<byte[], byte[]> {

    RewindToCommitted(BackOff backOff) {
        super(backOff);
    }

    @Override
    public void processBatch(
            ConsumerRecords<byte[], byte[]> records,
            List<ConsumerRecord<byte[], byte[]>> recordList,
            Consumer<byte[], byte[]> consumer,
            @Nullable MessageListenerContainer container,
            Exception exception,
            boolean recoverable,
            EOSMode eosMode) {
        super.processBatch(records, recordList, consumer, container, exception, recoverable, eosMode);
        consumer.committed(records.partitions()).forEach((partition, position) -> {
            if (position != null && consumer.assignment().contains(partition)) {
                consumer.seek(partition, Objects.requireNonNull(position).offset());
            }
        });
    }
}
