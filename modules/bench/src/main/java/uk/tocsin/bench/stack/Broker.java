package uk.tocsin.bench.stack;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What the bench asks of the broker beside those that are measured: topics, ends, positions. */
public final class Broker implements AutoCloseable {

    private static final short ONE = 1;

    private final Admin admin;

    /** At that address. */
    public Broker(String bootstrapServers) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** Creates those topics that are not there. */
    public void create(Collection<String> topics, int partitions) {
        Set<String> there = get(admin.listTopics().names());
        get(admin.createTopics(topics.stream()
                        .filter(topic -> !there.contains(topic))
                        .map(topic -> new NewTopic(topic, partitions, ONE))
                        .toList())
                .all());
    }

    /** Where each topic of one partition ends. */
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        Map<TopicPartition, OffsetSpec> wanted = topics.stream()
                .collect(Collectors.toMap(topic -> new TopicPartition(topic, 0), topic -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(wanted).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Makes room: what stands before the ends is not read again. */
    public void deleteBefore(Map<TopicPartition, Long> ends) {
        get(admin.deleteRecords(ends.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue()))))
                .all());
    }

    /** How many records of the sources a group has committed, all of them together. */
    public long committed(String group, Collection<String> sources) {
        Map<TopicPartition, OffsetAndMetadata> positions =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return sources.stream()
                .map(source -> positions.get(new TopicPartition(source, 0)))
                .flatMap(java.util.stream.Stream::ofNullable)
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    /**
     * Watches a group go on.
     *
     * @param from where it stood
     * @param warmUp records after which time begins to count
     * @param measured further records, after which it ends
     * @return records a second
     */
    public double rate(String group, Collection<String> sources, long from, int warmUp, int measured, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long done = await(group, sources, from + warmUp, deadline);
        long begun = System.nanoTime();
        long end = await(group, sources, from + warmUp + measured, deadline);
        return (end - done) * 1e9 / (System.nanoTime() - begun);
    }

    /** Waits until a group has taken everything that the sources hold now. */
    public void awaitAll(String group, Collection<String> sources, Duration limit) throws InterruptedException {
        long end = ends(sources).values().stream().mapToLong(Long::longValue).sum();
        await(group, sources, end, System.nanoTime() + limit.toNanos());
    }

    private long await(String group, Collection<String> sources, long wanted, long deadline)
            throws InterruptedException {
        long committed = committed(group, sources);
        while (committed < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(group + " stands at " + committed + " (expected: " + wanted + ")");
            }
            Thread.sleep(10);
            committed = committed(group, sources);
        }
        return committed;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refused", e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
