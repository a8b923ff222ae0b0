package uk.tocsin.kafka.directory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.topics.TopicProvisioner;

/**
 * The directory as it now is. It follows {@link Topics#DIRECTORY} from its beginning for as long as the process runs;
 * starting it waits until it has caught up once, so that nobody decides by an empty directory.
 */
public final class DirectoryView implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryView.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.DIRECTORY, 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final ContractDeserializer deserializer;
    private final int maxEntries;
    private final Duration startTimeout;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile Directory current = Directory.EMPTY;
    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    /**
     * A view, not yet started.
     *
     * @param consumers must read only what is committed
     * @param maxEntries an entry that would be one more is refused and logged
     * @param startTimeout how long {@link #start} waits to catch up
     */
    public DirectoryView(
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer deserializer,
            int maxEntries,
            Duration startTimeout) {
        this.consumers = consumers;
        this.deserializer = deserializer;
        this.maxEntries = maxEntries;
        this.startTimeout = startTimeout;
    }

    /** The directory at this moment; the same object until something is entered. */
    public Directory current() {
        return current;
    }

    /** Waits until everything entered before the start has been read; false when that took too long. */
    public boolean awaitReady(Duration timeout) throws InterruptedException {
        return caughtUp.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void start() {
        stopping = false;
        thread = new Thread(this::run, "tocsin-directory");
        thread.start();
        try {
            if (!awaitReady(startTimeout)) {
                throw new IllegalStateException("the directory could not be read in " + startTimeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the directory was read", e);
        }
    }

    private void run() {
        while (!stopping) {
            try (Consumer<byte[], byte[]> opened = consumers.createConsumer()) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException e) {
                LOG.atDebug().log("The directory view was woken");
            } catch (KafkaException e) {
                LOG.atWarn().setCause(e).log("The directory cannot be read; beginning again");
                pause();
            } finally {
                consumer = null;
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> opened) {
        opened.assign(List.of(PARTITION));
        opened.seekToBeginning(List.of(PARTITION));
        var end = opened.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
        while (!stopping) {
            opened.poll(POLL).forEach(this::take);
            if (caughtUp.getCount() > 0 && opened.position(PARTITION) >= end) {
                caughtUp.countDown();
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (deserializer.deserialize(record.topic(), record.value()) instanceof DirectoryEntry entry) {
                enter(record, current.with(entry));
            }
        } catch (SerializationException e) {
            skip(record, "unreadable");
        }
    }

    private void enter(ConsumerRecord<byte[], byte[]> record, Directory next) {
        var size = size(next);
        if (size > maxEntries && size > size(current)) {
            skip(record, "too many entries");
        } else {
            current = next;
        }
    }

    private static int size(Directory directory) {
        return directory.members().size()
                + directory.circles().size()
                + directory.subscriptions().size();
    }

    private static void skip(ConsumerRecord<byte[], byte[]> record, String error) {
        LOG.atError()
                .addKeyValue("topicName", record.topic())
                .addKeyValue("offset", record.offset())
                .addKeyValue("error", error)
                .log("A directory entry was left out");
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        var opened = consumer;
        if (opened != null) {
            opened.wakeup();
        }
        var running = thread;
        if (running != null) {
            join(running);
        }
        thread = null;
    }

    private static void join(Thread running) {
        try {
            running.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !stopping && thread != null;
    }

    @Override
    public int getPhase() {
        return TopicProvisioner.PHASE + 100;
    }
}
