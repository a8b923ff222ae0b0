package uk.tocsin.partnerfanout.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads part of an inbox for a subscription that is behind. One consumer in no group and one thread serve all of them,
 * one after the other, as far as each has room.
 */
public final class InboxReader implements InboxSource {

    private static final Logger LOG = LoggerFactory.getLogger(InboxReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MAX_POLLS = 10;

    /** Of each inbox; a client may hold as much for every one that somebody is behind in. */
    private static final int MAX_BYTES = 128 * 1024;

    /**
     * How long the broker may wait for more, as it does when an inbox has been read to its end: it gives nothing else to this
     * consumer meanwhile, so that Kafka's usual 500 ms would hold up everybody who is behind.
     */
    private static final int MAX_WAIT_MILLIS = 5;

    /** Not more than a line asks for when it is low, so that nothing is read twice. */
    private static final int MAX_RECORDS = 100;

    private static final int MAX_ASSIGNED = 500;

    /** What came of reading. */
    public sealed interface Part {

        /** Records, and where reading goes on. */
        record Read(List<InboxRecord> records, long next) implements Part {}

        /** The inbox does not hold that place any more. */
        record Gone() implements Part {}

        /** Broker or registry did not answer. */
        record Failed() implements Part {}
    }

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final Deserializer<SpecificRecord> deserializer;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "tocsin-catch-up"));
    private @Nullable Consumer<byte[], byte[]> consumer;

    /** A reader with a thread of its own; it opens its consumer when it first reads. */
    public InboxReader(ConsumerFactory<byte[], byte[]> consumers, Deserializer<SpecificRecord> deserializer) {
        this.consumers = consumers;
        this.deserializer = deserializer;
    }

    /** Reads at most {@code max} records from {@code from}, and hands them to {@code then} on the reader's thread. */
    @Override
    public void read(TopicPartition inbox, long from, int max, java.util.function.Consumer<Part> then) {
        thread.execute(() -> then.accept(part(inbox, from, max)));
    }

    private Part part(TopicPartition inbox, long from, int max) {
        try {
            Consumer<byte[], byte[]> open = open();
            turnTo(open, inbox, from);
            return read(open, inbox, from, max);
        } catch (InvalidOffsetException e) {
            return new Part.Gone();
        } catch (KafkaException e) {
            LOG.atWarn()
                    .addKeyValue("topicName", inbox.topic())
                    .addKeyValue("error", e.toString())
                    .log("An inbox cannot be read; trying again");
            close();
            return new Part.Failed();
        }
    }

    /**
     * Inboxes once read stay assigned, all but one paused: what the client knows of a topic it would else ask for again, and
     * wait. It also keeps what it has fetched and not yet given, so that going on from there costs nothing.
     */
    private static void turnTo(Consumer<byte[], byte[]> open, TopicPartition inbox, long from) {
        Set<TopicPartition> assigned = new HashSet<>(open.assignment());
        open.pause(assigned);
        if (assigned.size() >= MAX_ASSIGNED) {
            assigned.clear();
        }
        boolean isNew = assigned.add(inbox);
        if (isNew) {
            open.assign(assigned);
        }
        if (isNew || open.position(inbox) != from) {
            open.seek(inbox, from);
        }
        open.resume(List.of(inbox));
    }

    private Part read(Consumer<byte[], byte[]> open, TopicPartition inbox, long from, int max) {
        List<InboxRecord> found = new ArrayList<>();
        for (int polls = 0; polls < MAX_POLLS && found.isEmpty(); polls++) {
            for (ConsumerRecord<byte[], byte[]> stored : open.poll(POLL).records(inbox)) {
                if (found.size() == max) {
                    return new Part.Read(found, stored.offset());
                }
                found.add(InboxRecord.of(stored, deserializer));
            }
            if (open.position(inbox) > from) {
                // Behind the last record may stand the mark of a transaction, which is no record.
                break;
            }
        }
        return new Part.Read(found, open.position(inbox));
    }

    private Consumer<byte[], byte[]> open() {
        Consumer<byte[], byte[]> open = consumer;
        if (open == null) {
            var properties = new Properties();
            properties.putAll(Map.of(
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    Integer.toString(MAX_WAIT_MILLIS),
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "none",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    "false",
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    Integer.toString(MAX_RECORDS),
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    Integer.toString(MAX_BYTES)));
            open = consumers.createConsumer(null, "tocsin-catch-up", null, properties);
            consumer = open;
        }
        return open;
    }

    private void close() {
        Consumer<byte[], byte[]> open = consumer;
        consumer = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void stop() {
        thread.execute(this::close);
        thread.shutdown();
    }
}
