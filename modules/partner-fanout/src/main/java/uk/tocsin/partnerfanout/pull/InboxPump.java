package uk.tocsin.partnerfanout.pull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.registry.RegistryException;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.inbox.InboxSource;

/**
 * Reads the ends of the inboxes that somebody reads over HTTP: one thread and one consumer, in no group, however many read.
 * A record is decoded once for all of its readers.
 */
final class InboxPump {

    private static final Logger LOG = LoggerFactory.getLogger(InboxPump.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final long RETRY_MILLIS = 1_000;
    private static final int MAX_BYTES = 256 * 1024;

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final ContractDeserializer deserializer;
    private final InboxReadings readings;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

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
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }

    void start() {
        stopping = false;
        Thread pumping = new Thread(this::run, "tocsin-inbox-pump");
        pumping.start();
        thread = pumping;
    }

    /** Ends every reading. */
    void stop() {
        stopping = true;
        execute(() -> {});
        Thread pumping = thread;
        if (pumping != null) {
            try {
                pumping.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (!stopping) {
            try (Consumer<byte[], byte[]> open = open()) {
                consumer = open;
                while (!stopping) {
                    step(open);
                }
            } catch (WakeupException e) {
                LOG.atDebug().log("The pump of inboxes was woken");
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("Inboxes cannot be read; beginning again");
                pause();
            } finally {
                consumer = null;
            }
        }
        readings.endAll();
    }

    /** One round: what is asked for, what has come, what is due. */
    void step(Consumer<byte[], byte[]> open) {
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
            stopping = true;
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> polled) {
        polled.nextOffsets()
                .forEach((inbox, next) -> readings.arrived(inbox, read(polled.records(inbox)), next.offset()));
    }

    private @Nullable List<InboxRecord> read(List<ConsumerRecord<byte[], byte[]>> polled) {
        try {
            List<InboxRecord> records = new ArrayList<>(polled.size());
            polled.forEach(stored -> records.add(InboxRecord.of(stored, deserializer)));
            return records;
        } catch (RegistryException e) {
            LOG.atWarn().addKeyValue("error", e.getMessage()).log("The registry does not answer; reading again");
            return null;
        }
    }

    private Consumer<byte[], byte[]> open() {
        var properties = new Properties();
        properties.putAll(Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(MAX_BYTES)));
        return consumers.createConsumer(null, "tocsin-inbox-pump", null, properties);
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
