package uk.tocsin.publicfeed.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import uk.tocsin.contracts.ResidentRecord;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.topics.TopicProvisioner;

/**
 * Follows the two topics of residents from their beginning for as long as the process runs, into the fold. It belongs to no
 * group, so that every process knows everyone. Starting waits until all that was there has been read.
 */
final class ResidentTopics implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ResidentTopics.class);
    private static final List<TopicPartition> PARTITIONS =
            List.of(new TopicPartition(Topics.RESIDENT_KEYS, 0), new TopicPartition(Topics.RESIDENT_SUBSCRIPTIONS, 0));

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Deserializer<SpecificRecord> contracts;
    private final ResidentFold fold;
    private final PublicEmailProperties properties;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    /**
     * A follower, not yet started.
     *
     * @param consumers each call makes a consumer of committed records without a group
     * @param contracts reads the bytes of a record
     */
    ResidentTopics(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Deserializer<SpecificRecord> contracts,
            ResidentFold fold,
            PublicEmailProperties properties) {
        this.consumers = consumers;
        this.contracts = contracts;
        this.fold = fold;
        this.properties = properties;
    }

    @Override
    public void start() {
        stopping = false;
        Thread started = new Thread(this::run, "tocsin-residents");
        thread = started;
        started.start();
        try {
            if (!caughtUp.await(properties.readTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "the topics of residents could not be read in " + properties.readTimeout());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topics of residents were read", e);
        }
    }

    private void run() {
        while (!stopping) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                follow(consumer);
            } catch (org.apache.kafka.common.KafkaException e) {
                LOG.atWarn().setCause(e).log("The topics of residents cannot be read; beginning again");
                pause();
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        consumer.assign(PARTITIONS);
        consumer.seekToBeginning(PARTITIONS);
        var ends = consumer.endOffsets(PARTITIONS);
        while (!stopping) {
            consumer.poll(properties.pollTimeout()).forEach(this::take);
            if (caughtUp.getCount() > 0
                    && PARTITIONS.stream()
                            .allMatch(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L))) {
                caughtUp.countDown();
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Optional<UUID> residentId = id(record.key());
        if (residentId.isEmpty()) {
            return;
        }
        byte[] sealed = record.value() == null ? null : sealed(record);
        if (record.value() != null && sealed == null) {
            return;
        }
        if (record.topic().equals(Topics.RESIDENT_KEYS)) {
            fold.key(residentId.get(), sealed);
        } else {
            fold.subscription(residentId.get(), sealed);
        }
    }

    /** Empty for the record that only closes a segment of the log. */
    private static Optional<UUID> id(byte @Nullable [] key) {
        try {
            return key == null ? Optional.empty() : Optional.of(UUID.fromString(new String(key, UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte @Nullable [] sealed(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (contracts.deserialize(record.topic(), record.value()) instanceof ResidentRecord resident) {
                ByteBuffer buffer = resident.getSealed().duplicate();
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                return bytes;
            }
        } catch (SerializationException e) {
            LOG.atError()
                    .addKeyValue("topicName", record.topic())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("error", e.getMessage())
                    .log("A record of a resident cannot be read and is left out");
        }
        return null;
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(properties.retryWait().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    @Override
    public void stop() {
        stopping = true;
        Thread running = thread;
        thread = null;
        if (running != null) {
            try {
                running.join(properties.pollTimeout().toMillis() + 5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before whatever reads or changes who is subscribed. */
    @Override
    public int getPhase() {
        return TopicProvisioner.PHASE + 100;
    }
}
