package uk.tocsin.partnerfanout.pull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/**
 * One open stream. What comes waits in a bounded buffer until a thread has written it, of which there is none while there
 * is nothing to write. A reader that takes nothing for too long is dropped, and resumes by its last event id.
 */
final class InboxStream implements InboxReading {

    private static final Logger LOG = LoggerFactory.getLogger(InboxStream.class);

    /** The JSON is written already; a converter must not quote it, nor guess at its encoding. */
    private static final MediaType JSON_TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    /**
     * The limits of a stream.
     *
     * @param buffer how many records wait at most
     * @param heartbeat after how long without anything written a comment is sent
     * @param stall after how long in which a reader has taken nothing of what waits it is dropped
     */
    record Limits(int buffer, Duration heartbeat, Duration stall) {}

    private final ReadingRight right;
    private final SseEmitter emitter;
    private final Limits limits;
    private final Clock clock;
    private final Executor writers;
    private final Consumer<InboxReading> moved;
    private final StreamBuffer buffer;
    private InboxCursor cursor;
    private volatile Instant lastWritten;

    /**
     * A stream that goes on behind {@code cursor}.
     *
     * @param moved told when there is room again after there was none
     */
    InboxStream(
            ReadingRight right,
            SseEmitter emitter,
            InboxCursor cursor,
            Limits limits,
            Clock clock,
            Executor writers,
            Consumer<InboxReading> moved) {
        this.right = right;
        this.emitter = emitter;
        this.cursor = cursor;
        this.limits = limits;
        this.clock = clock;
        this.writers = writers;
        this.moved = moved;
        this.buffer = new StreamBuffer(limits.buffer());
        this.lastWritten = clock.instant();
    }

    @Override
    public int room() {
        return buffer.room();
    }

    @Override
    public void take(List<InboxRecord> records) {
        if (buffer.isIdle()) {
            lastWritten = clock.instant();
        }
        if (buffer.add(records)) {
            write();
        }
    }

    @Override
    public boolean goesOn(boolean atEnd) {
        if (buffer.isOver() || !right.stands()) {
            return false;
        }
        Duration still = Duration.between(lastWritten, clock.instant());
        if (!buffer.isIdle() && still.compareTo(limits.stall()) >= 0) {
            LOG.atWarn().addKeyValue("member", right.memberId()).log("A stream whose reader takes nothing is dropped");
            return false;
        }
        if (still.compareTo(limits.heartbeat()) >= 0 && buffer.beat()) {
            write();
        }
        return true;
    }

    /** Ends the stream. A reader that takes nothing would hold up whoever tells it, so a writer does. */
    @Override
    public void end() {
        stop();
        try {
            writers.execute(this::complete);
        } catch (RejectedExecutionException e) {
            LOG.atWarn().addKeyValue("member", right.memberId()).log("A stream is left to time out");
        }
    }

    private void complete() {
        try {
            emitter.complete();
        } catch (IllegalStateException e) {
            // The server has let go of the answer already.
            LOG.atDebug().addKeyValue("member", right.memberId()).log("Stream had ended before");
        }
    }

    /** Nothing more is written. */
    void stop() {
        buffer.close();
    }

    private void write() {
        try {
            writers.execute(this::writeAll);
        } catch (RejectedExecutionException e) {
            stop();
        }
    }

    private void writeAll() {
        try {
            for (InboxRecord record = next(); record != null; record = next()) {
                if (record.contract() != null) {
                    send(record);
                } else {
                    record.warn();
                }
                lastWritten = clock.instant();
            }
        } catch (IOException | RuntimeException e) {
            // The reader has gone, or the container has ended the stream: nothing is left to do.
            LOG.atDebug()
                    .addKeyValue("member", right.memberId())
                    .addKeyValue("error", e.toString())
                    .log("Stream ended by its reader");
            stop();
        }
        if (buffer.wasFull()) {
            moved.accept(this);
        }
    }

    /** The next to write, or null when there is none for now. The right to read is asked for before each. */
    private @Nullable InboxRecord next() throws IOException {
        if (buffer.takeBeat() && right.stands()) {
            emitter.send(SseEmitter.event().comment("heartbeat"));
            lastWritten = clock.instant();
        }
        InboxRecord record = buffer.next(right.stands());
        if (record != null) {
            cursor = cursor.after(record.partition(), record.offset());
        }
        return record;
    }

    private void send(InboxRecord record) throws IOException {
        emitter.send(SseEmitter.event()
                .id(cursor.written())
                .name(record.type())
                .data(record.json().toString(), JSON_TEXT));
    }
}
