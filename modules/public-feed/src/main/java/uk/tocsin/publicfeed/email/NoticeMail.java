package uk.tocsin.publicfeed.email;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.projection.LogReader;
import uk.tocsin.kafka.projection.PositionGuard;

/**
 * Reads public notices as a consumer group and sends each to the residents whom it concerns. The committed position says what is
 * done; it moves behind each batch, so that a crash sends at most a batch of each partition twice and leaves nobody out.
 */
final class NoticeMail implements SmartLifecycle {

    /** Names the group for ever. */
    static final String GROUP = "tocsin-public-email";

    private static final Logger LOG = LoggerFactory.getLogger(NoticeMail.class);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Deserializer<SpecificRecord> contracts;
    private final LogReader log;
    private final PositionGuard guard;
    private final ResidentFold residents;
    private final Dispatch dispatch;
    private final PublicEmailProperties properties;
    private final Clock clock;
    private volatile @Nullable Run run;

    /**
     * A sender, not yet started.
     *
     * @param consumers each call makes a consumer of the group that commits nothing by itself and begins nowhere by itself
     * @param contracts reads the bytes of a record
     */
    NoticeMail(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Deserializer<SpecificRecord> contracts,
            LogReader log,
            PositionGuard guard,
            ResidentFold residents,
            Dispatch dispatch,
            PublicEmailProperties properties,
            Clock clock) {
        this.consumers = consumers;
        this.contracts = contracts;
        this.log = log;
        this.guard = guard;
        this.residents = residents;
        this.dispatch = dispatch;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        Run started = new Run();
        run = started;
        new Thread(started, "tocsin-public-email").start();
    }

    @Override
    public void stop() {
        Run stopping = run;
        run = null;
        if (stopping != null) {
            stopping.end();
        }
    }

    @Override
    public boolean isRunning() {
        return run != null;
    }

    /** What a record says, or nothing when its bytes cannot be read. */
    private PartitionMail.Entry entry(ConsumerRecord<byte[], byte[]> record) {
        Optional<PublicNotice> notice = Optional.empty();
        try {
            if (contracts.deserialize(record.topic(), record.value()) instanceof PublicNotice read) {
                notice = Optional.of(read);
            }
        } catch (SerializationException e) {
            LOG.atError()
                    .addKeyValue("topicName", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("error", e.getMessage())
                    .log("A public notice cannot be read and is sent to nobody");
        }
        return new PartitionMail.Entry(record.offset(), notice, Instant.ofEpochMilli(record.timestamp()));
    }

    /** From one start to the stop that ends it. */
    private final class Run implements Runnable, ConsumerRebalanceListener {

        private final CountDownLatch stopped = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private final Map<TopicPartition, PartitionMail> queues = new HashMap<>();
        private @Nullable Consumer<byte[], byte[]> consumer;

        @Override
        public void run() {
            try {
                do {
                    sendUntilFailure();
                } while (!guard.isLost(GROUP)
                        && !stopped.await(properties.retryWait().toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended.countDown();
            }
        }

        void end() {
            stopped.countDown();
            try {
                if (!ended.await(30, TimeUnit.SECONDS)) {
                    LOG.atWarn().log("The sender of notices did not end in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void sendUntilFailure() {
            try (Consumer<byte[], byte[]> opened = consumers.get()) {
                consumer = opened;
                opened.subscribe(List.of(Topics.PUBLIC_NOTICES), this);
                while (stopped.getCount() > 0 && !guard.isLost(GROUP)) {
                    turn(opened);
                }
            } catch (InvalidOffsetException e) {
                guard.raise(GROUP, Set.copyOf(e.partitions()));
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("error", e.toString())
                        .log("Notices cannot be sent to residents; going on from the last position");
            } finally {
                queues.clear();
                consumer = null;
            }
        }

        /** One poll, which also keeps the place in the group, and one batch of each partition. */
        private void turn(Consumer<byte[], byte[]> opened) {
            opened.poll(untilNext()).forEach(record -> {
                PartitionMail queue = queues.get(new TopicPartition(record.topic(), record.partition()));
                if (queue != null) {
                    queue.add(entry(record));
                }
            });
            Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
            queues.forEach((partition, queue) ->
                    queue.step(dispatch::send, clock.instant()).ifPresent(position -> moved.put(partition, position)));
            if (!moved.isEmpty()) {
                opened.commitSync(moved);
            }
            queues.forEach((partition, queue) -> {
                if (queue.isEmpty()) {
                    opened.resume(List.of(partition));
                } else {
                    opened.pause(List.of(partition));
                }
            });
        }

        private Duration untilNext() {
            Instant now = clock.instant();
            return queues.values().stream()
                    .filter(queue -> !queue.isEmpty())
                    .map(queue -> Duration.between(now, queue.notBefore()))
                    .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                    .filter(wait -> wait.compareTo(properties.pollTimeout()) < 0)
                    .min(Duration::compareTo)
                    .orElse(properties.pollTimeout());
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Consumer<byte[], byte[]> opened = consumer;
            if (opened == null || partitions.isEmpty() || !guard.check(GROUP, opened, partitions)) {
                return;
            }
            History history = new History();
            log.readToEnd(partitions, record -> remember(record, history));
            opened.committed(Set.copyOf(partitions)).forEach((partition, position) -> {
                String metadata = position == null ? "" : position.metadata();
                queues.put(partition, new PartitionMail(history, residents, properties, metadata));
            });
        }

        private void remember(ConsumerRecord<byte[], byte[]> record, History history) {
            PartitionMail.Entry entry = entry(record);
            entry.notice().ifPresent(notice -> history.add(Said.subject(notice), Said.of(notice, entry.publishedAt())));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            queues.keySet().removeAll(partitions);
        }
    }
}
