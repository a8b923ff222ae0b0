package uk.tocsin.kafka.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads partitions from their beginning to their end.
 *
 * <p>The end is that of everything written, also of transactions not yet decided: only then has everything that an
 * earlier instance may still have committed been seen. Waiting for such a transaction takes at most its time-out.
 */
public final class LogReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Admin admin;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final Duration timeout;

    /**
     * A reader.
     *
     * @param consumers must read only what is committed
     * @param timeout for one call of {@link #readToEnd}; longer than any transaction may take
     */
    public LogReader(Admin admin, ConsumerFactory<byte[], byte[]> consumers, Duration timeout) {
        this.admin = admin;
        this.consumers = consumers;
        this.timeout = timeout;
    }

    /**
     * Hands every committed record to {@code sink}, in the order of each partition.
     *
     * @throws TimeoutException when the end was not reached in time
     */
    public void readToEnd(
            Collection<TopicPartition> partitions, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        var ends = ends(partitions);
        try (Consumer<byte[], byte[]> consumer = consumers.createConsumer()) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var deadline = System.nanoTime() + timeout.toNanos();
            while (!reached(consumer, ends)) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the end of " + partitions + " was not reached in " + timeout);
                }
                consumer.poll(POLL).forEach(sink);
            }
        }
    }

    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        var wanted =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        try {
            return admin.listOffsets(wanted).all().get(timeout.toMillis(), TimeUnit.MILLISECONDS).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("the end of " + partitions + " was not told in " + timeout, e);
        } catch (ExecutionException e) {
            throw new KafkaException("the end of " + partitions + " cannot be found", e.getCause());
        }
    }

    private static boolean reached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
