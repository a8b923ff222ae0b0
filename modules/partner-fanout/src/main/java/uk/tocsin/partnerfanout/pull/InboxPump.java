package uk.tocsin.partnerfanout.pull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.partnerfanout.inbox.ConsumerLoop;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.inbox.InboxSource;

/**
 * Reads the ends of the inboxes that somebody reads over HTTP: one thread and one consumer, in no group, however many read.
 * A record is decoded once for all of its readers.
 */
final class InboxPump implements ConsumerLoop.Work {

    private static final Logger LOG = LoggerFactory.getLogger(InboxPump.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 256 * 1024;

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final ContractDeserializer deserializer;
    private final InboxReadings readings;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final ConsumerLoop loop = new ConsumerLoop("tocsin-inbox-pump", PATIENCE, this::open, this);

    InboxPump(ConsumerFactory<byte[], byte[]> consumers, ContractDeserializer deserializer, InboxSource catchUp) {
        this.consumers = consumers;
        this.deserializer = deserializer;
        this.readings = new InboxReadings(catchUp, this::execute);
    }

    /** From now on {@code reading} gets everything from {@code next} on, until it is over or leaves. */
    void join(InboxReading reading, InboxBounds bounds, Map<Integer, Long> next) {
        execute(() -> readings.join(reading, bounds, next));
    }

    /** {@code reading} gets nothing more; it is not told that it ends. */
    void leave(InboxReading reading) {
        execute(() -> readings.leave(reading));
    }

    /** {@code reading} has room again. */
    void more(InboxReading reading) {
        execute(() -> readings.more(reading));
    }

    private void execute(Runnable task) {
        tasks.add(task);
        loop.wakeUp();
    }

    void start() {
        loop.start();
    }

    /** Ends every reading. */
    void stop() {
        try {
            loop.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void ended() {
        readings.endAll();
    }

    /** One round: what is asked for, what has come, what is due. */
    @Override
    public void step(Consumer<byte[], byte[]> open) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        try {
            if (assign(open)) {
                take(open.poll(POLL));
            } else {
                awaitTask();
            }
        } catch (WakeupException e) {
            LOG.atTrace().log("Somebody joins, leaves or has room");
        } catch (InvalidOffsetException e) {
            readings.lose(e.partitions());
        }
        readings.round();
    }

    /** Whether anybody reads anything. */
    private boolean assign(Consumer<byte[], byte[]> open) {
        Map<TopicPartition, Long> ends = readings.ends();
        Set<TopicPartition> before = Set.copyOf(open.assignment());
        if (!before.equals(ends.keySet())) {
            Map<TopicPartition, Long> fresh = new HashMap<>(ends);
            fresh.keySet().removeAll(before);
            open.assign(ends.keySet());
            fresh.forEach(open::seek);
        }
        return !ends.isEmpty();
    }

    private void awaitTask() {
        try {
            Runnable task = tasks.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
            if (task != null) {
                task.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> polled) {
        polled.nextOffsets()
                .forEach((inbox, next) ->
                        readings.arrived(inbox, InboxRecord.all(polled.records(inbox), deserializer), next.offset()));
    }

    private Consumer<byte[], byte[]> open() {
        var properties = new Properties();
        properties.putAll(Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(MAX_BYTES)));
        return consumers.createConsumer(null, "tocsin-inbox-pump", null, properties);
    }
}
