package uk.tocsin.kafka.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
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
        Map<TopicPartition, Long> beginning = new HashMap<>();
        partitions.forEach(partition -> beginning.put(partition, 0L));
        readOn(beginning, sink);
    }

    /**
     * The same from given offsets on; an offset before the beginning is the beginning.
     *
     * @return the offsets from which to read on another time
     * @throws TimeoutException when the end was not reached in time
     */
    public Map<TopicPartition, Long> readOn(
            Map<TopicPartition, Long> from, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        var ends = ends(from.keySet());
        try (Consumer<byte[], byte[]> consumer = consumers.createConsumer()) {
            consumer.assign(from.keySet());
            seek(consumer, from);
            var deadline = System.nanoTime() + timeout.toNanos();
            while (!reached(consumer, ends)) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the end of " + from.keySet() + " was not reached in " + timeout);
                }
                consumer.poll(POLL).forEach(sink);
            }
            return from.keySet().stream().collect(Collectors.toMap(Function.identity(), consumer::position));
        }
    }

    private static void seek(Consumer<?, ?> consumer, Map<TopicPartition, Long> from) {
        from.forEach((partition, offset) -> {
            if (offset > 0) {
                consumer.seek(partition, offset);
            } else {
                consumer.seekToBeginning(List.of(partition));
            }
        });
    }

    /**
     * The records at given places, those that are there; a place that holds no committed record is left out.
     *
     * @throws TimeoutException when one could not be read in time
     */
    public List<ConsumerRecord<byte[], byte[]>> readAt(Map<TopicPartition, ? extends Collection<Long>> places) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        var settings = new Properties();
        // A seek waits for the fetch under way, which at the end of a log would wait half a second for more.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "5");
        try (Consumer<byte[], byte[]> consumer = consumers.createConsumer(null, "tocsin-log", null, settings)) {
            var deadline = System.nanoTime() + timeout.toNanos();
            for (Map.Entry<TopicPartition, ? extends Collection<Long>> wanted : places.entrySet()) {
                consumer.assign(List.of(wanted.getKey()));
                readAt(consumer, wanted.getKey(), new TreeSet<>(wanted.getValue()), deadline, found);
            }
        }
        return found;
    }

    /** One poll gives many records; only where the next place is not among them is it sought. */
    private void readAt(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            NavigableSet<Long> wanted,
            long deadline,
            List<ConsumerRecord<byte[], byte[]>> found) {
        while (!wanted.isEmpty()) {
            long next = wanted.first();
            consumer.seek(partition, next);
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (consumer.position(partition) == next && System.nanoTime() > deadline) {
                throw new TimeoutException("offset " + next + " of " + partition + " was not read in " + timeout);
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (wanted.contains(record.offset())) {
                    found.add(record);
                }
            }
            // What was passed over without a record is not there.
            wanted.headSet(consumer.position(partition)).clear();
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
