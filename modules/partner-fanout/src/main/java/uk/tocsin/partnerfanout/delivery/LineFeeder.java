package uk.tocsin.partnerfanout.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import uk.tocsin.partnerfanout.inbox.InboxReader;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.inbox.InboxSource;
import uk.tocsin.partnerfanout.line.DeliveryLine;
import uk.tocsin.partnerfanout.line.DeliveryTimer;

/**
 * Hands records to lines. A line that cannot take what the follower has read is behind, and is read for apart, as far as it
 * has room, so that no subscription waits for another. Everything happens on the thread of deliveries.
 */
final class LineFeeder {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final InboxSource reader;
    private final DeliveryTimer thread;
    private final Map<TopicPartition, Long> ends;
    private final Consumer<RunningLine> lost;

    /**
     * A feeder.
     *
     * @param ends where each inbox that falls to this process ends, as its owner keeps it
     * @param lost told of a line whose place the inbox no longer holds
     */
    LineFeeder(InboxSource reader, DeliveryTimer thread, Map<TopicPartition, Long> ends, Consumer<RunningLine> lost) {
        this.reader = reader;
        this.thread = thread;
        this.ends = ends;
        this.lost = lost;
    }

    /**
     * Offers what the follower has read.
     *
     * @param records what stands from {@code from} to {@code next}, or null when it could not be decoded
     */
    void offer(RunningLine running, long from, @Nullable List<InboxRecord> records, long next) {
        DeliveryLine line = running.line;
        if (records != null && line.follows(from) && line.room() > 0) {
            line.accept(records, from, next);
        } else {
            feed(running);
        }
    }

    /** Reads for a line that is behind, once at a time. */
    void feed(RunningLine running) {
        Long end = ends.get(running.inbox);
        int room = running.line.room();
        if (end == null || running.reading || room == 0 || running.line.nextRead() >= end) {
            return;
        }
        running.reading = true;
        long from = running.line.nextRead();
        reader.read(running.inbox, from, room, part -> thread.execute(() -> fed(running, from, part)));
    }

    private void fed(RunningLine running, long from, InboxReader.Part part) {
        if (part instanceof InboxReader.Part.Read read) {
            running.reading = false;
            // While that was read the endpoint may have gone down: then it is read again later. What the line let go of
            // before
            // that place it leaves, too.
            if (running.line.room() > 0) {
                running.line.accept(read.records(), from, read.next());
            }
            feed(running);
        } else if (part instanceof InboxReader.Part.Gone) {
            lost.accept(running);
        } else {
            thread.after(RETRY, () -> {
                running.reading = false;
                feed(running);
            });
        }
    }

    void stop() {
        reader.stop();
    }
}
