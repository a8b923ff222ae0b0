package uk.tocsin.partnerfanout.pull;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.partnerfanout.inbox.InboxProperties;
import uk.tocsin.partnerfanout.inbox.InboxReader;
import uk.tocsin.partnerfanout.position.PulledPositions;
import uk.tocsin.partnerfanout.problem.Problems;

/**
 * Opens streams, and lets requests wait. One pump reads for all of them; a thread is busy with one only while something is
 * written to it. How many there may be is bounded.
 */
final class InboxStreams implements SmartLifecycle {

    private static final Duration ANSWER_TIME = Duration.ofSeconds(10);

    private final InboxPlaces inboxes;
    private final InboxPump pump;
    private final InboxReader behind;
    private final PulledPositions taken;
    private final Duration lifetime;
    private final InboxStream.Limits limits;
    private final Duration grace;
    private final Clock clock;
    private final ThreadPoolExecutor writers;
    private final StreamPlaces places;
    private volatile boolean running;

    InboxStreams(
            InboxPlaces inboxes,
            InboxPump pump,
            InboxReader behind,
            PulledPositions taken,
            InboxProperties properties,
            Clock clock) {
        this.taken = taken;
        this.inboxes = inboxes;
        this.pump = pump;
        this.behind = behind;
        this.lifetime = properties.streamLifetime();
        this.limits =
                new InboxStream.Limits(properties.streamBuffer(), properties.heartbeat(), properties.stallTimeout());
        this.grace = properties.readTimeout();
        this.clock = clock;
        this.places = new StreamPlaces(properties.maxStreams(), properties.maxStreamsPerMember());
        // Each stream is written by one thread at most, and ended by another.
        this.writers = new ThreadPoolExecutor(
                0, 2 * properties.maxStreams(), 10, TimeUnit.SECONDS, new SynchronousQueue<>(), InboxStreams::thread);
    }

    /**
     * Opens a stream of a member's inbox, which ends with the right to read it.
     *
     * @param cursor how far the reader has come, or null to begin at the end
     * @throws org.springframework.web.ErrorResponseException 400 for a cursor that the inbox never had, 401 when the right has
     *     run out, 404 without an inbox, 410 for a cursor that points to nothing any more, 503 when too many are open
     */
    SseEmitter open(ReadingRight right, @Nullable InboxCursor cursor) {
        Duration left = left(right, lifetime);
        InboxBounds bounds = inboxes.of(right.memberId());
        InboxCursor from = cursor == null ? bounds.cursorAtEnd() : cursor;
        Map<Integer, Long> next = bounds.after(from, "Last-Event-ID");
        note(right.memberId(), from);
        Runnable release = take(right.memberId());
        var emitter = new SseEmitter(Math.max(1, left.toMillis()));
        var stream = new InboxStream(right, emitter, from, limits, clock, writers, pump::more);
        emitter.onTimeout(emitter::complete);
        emitter.onError(error -> stream.stop());
        emitter.onCompletion(() -> {
            stream.stop();
            pump.leave(stream);
            release.run();
        });
        try {
            emitter.send(SseEmitter.event().id(from.written()).comment("ready"));
        } catch (IOException e) {
            release.run();
            throw Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "The stream could not be opened. Try again.");
        }
        pump.join(stream, bounds, next);
        return emitter;
    }

    /**
     * Answers with what stands behind {@code cursor}, the oldest first; if nothing does, as soon as something comes.
     *
     * @param limit how much at most
     * @param wait for how long at most; then the answer is empty
     * @throws org.springframework.web.ErrorResponseException as {@link #open}
     */
    DeferredResult<ObjectNode> await(ReadingRight right, InboxCursor cursor, int limit, Duration wait) {
        Duration left = left(right, wait);
        InboxBounds bounds = inboxes.of(right.memberId());
        Map<Integer, Long> next = bounds.after(cursor, "after");
        note(right.memberId(), cursor);
        Runnable release = take(right.memberId());
        var answer = new DeferredResult<ObjectNode>(
                left.plus(grace).plus(ANSWER_TIME).toMillis());
        var waiting = new InboxWait(right, cursor, limit, clock.instant().plus(left), grace, clock, answer);
        answer.onCompletion(() -> {
            pump.leave(waiting);
            release.run();
        });
        pump.join(waiting, bounds, next);
        return answer;
    }

    /** Who comes back with the place up to which it was given everything has taken that. Inboxes have one partition. */
    private void note(String memberId, InboxCursor cursor) {
        cursor.begin(0)
                .ifPresent(begin -> taken.note(memberId, begin, cursor.next(0).orElse(begin)));
    }

    private static Duration left(ReadingRight right, Duration most) {
        Duration left = right.left(most);
        if (left.isNegative() || !right.stands()) {
            throw Problems.of(HttpStatus.UNAUTHORIZED, "The token has run out.");
        }
        return left;
    }

    private Runnable take(String memberId) {
        if (!running) {
            throw Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "This hub is stopping. Try again.");
        }
        return places.take(memberId)
                .orElseThrow(() -> Problems.of(
                        HttpStatus.SERVICE_UNAVAILABLE, "Too many streams are open. Close one, or try again later."));
    }

    @Override
    public void start() {
        running = true;
        pump.start();
    }

    /** Ends all streams, before the server begins to wait for its last answers: these would never end by themselves. */
    @Override
    public void stop() {
        running = false;
        pump.stop();
        behind.stop();
        writers.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static Thread thread(Runnable stream) {
        var thread = new Thread(stream, "tocsin-inbox-stream");
        thread.setDaemon(true);
        return thread;
    }
}
