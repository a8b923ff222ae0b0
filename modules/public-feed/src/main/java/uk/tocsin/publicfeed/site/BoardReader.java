package uk.tocsin.publicfeed.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.Topics;

/**
 * Folds public notices into the live board, from the first notice on at every start: it has no group and no position, so
 * any number of instances each read all of it. After a failure it begins again; the pages keep the last whole board.
 */
final class BoardReader implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BoardReader.class);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Deserializer<SpecificRecord> contracts;
    private final LiveBoard live;
    private final PublicFeedProperties properties;
    private volatile @Nullable Run run;

    /**
     * @param consumers each call makes a consumer of committed records without a group
     * @param contracts reads the bytes of a record
     */
    BoardReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Deserializer<SpecificRecord> contracts,
            LiveBoard live,
            PublicFeedProperties properties) {
        this.consumers = consumers;
        this.contracts = contracts;
        this.live = live;
        this.properties = properties;
    }

    @Override
    public void start() {
        Run started = new Run();
        run = started;
        Thread thread = new Thread(started, "public-notice-board");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() {
        Run stopping = run;
        run = null;
        if (stopping != null) {
            stopping.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return run != null;
    }

    /** From one start to the stop that ends it. */
    private final class Run implements Runnable {

        private final CountDownLatch stopped = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public void run() {
            try {
                do {
                    readUntilFailure();
                } while (!stopped.await(properties.retryAfter().toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended.countDown();
            }
        }

        void stop() {
            stopped.countDown();
            try {
                if (!ended.await(properties.pollTimeout().toMillis() + 5_000, TimeUnit.MILLISECONDS)) {
                    LOG.atWarn().log("The reader of public notices did not end in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void readUntilFailure() {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                read(consumer);
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("topicName", Topics.PUBLIC_NOTICES)
                        .addKeyValue("error", e.toString())
                        .log("Public notices cannot be read; the pages keep what they have, and reading starts again");
            }
        }

        private void read(Consumer<byte[], byte[]> consumer) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.PUBLIC_NOTICES).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            NoticeBoard board = NoticeBoard.empty(properties.limits());
            boolean whole = false;
            while (stopped.getCount() > 0 && !partitions.isEmpty()) {
                List<PublicNotice> notices = notices(consumer.poll(properties.pollTimeout()));
                board = notices.isEmpty() ? board : board.with(notices);
                whole = whole
                        || partitions.stream()
                                .allMatch(
                                        partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
                if (whole) {
                    live.show(board);
                }
            }
        }

        private List<PublicNotice> notices(Iterable<ConsumerRecord<byte[], byte[]>> records) {
            List<PublicNotice> notices = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> each : records) {
                try {
                    if (contracts.deserialize(each.topic(), each.value()) instanceof PublicNotice notice) {
                        notices.add(notice);
                    }
                } catch (SerializationException e) {
                    LOG.atError()
                            .addKeyValue("topicName", each.topic())
                            .addKeyValue("partition", each.partition())
                            .addKeyValue("offset", each.offset())
                            .addKeyValue("error", e.getMessage())
                            .log("A public notice cannot be read and is left out");
                }
            }
            return notices;
        }
    }
}
