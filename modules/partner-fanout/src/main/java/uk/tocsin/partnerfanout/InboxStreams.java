package uk.tocsin.partnerfanout;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import uk.tocsin.kafka.registry.ContractDeserializer;

/**
 * The open streams. Each has a consumer and a thread of its own, so that a slow reader holds up nobody else; how many
 * there may be is bounded.
 */
final class InboxStreams implements SmartLifecycle {

    private final InboxConsumers consumers;
    private final ContractDeserializer deserializer;
    private final Duration heartbeat;
    private final Duration lifetime;
    private final ThreadPoolExecutor threads;
    private final Set<InboxStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    InboxStreams(InboxConsumers consumers, ContractDeserializer deserializer, InboxProperties properties) {
        this.consumers = consumers;
        this.deserializer = deserializer;
        this.heartbeat = properties.heartbeat();
        this.lifetime = properties.streamLifetime();
        this.threads = new ThreadPoolExecutor(
                0, properties.maxStreams(), 10, TimeUnit.SECONDS, new SynchronousQueue<>(), InboxStreams::thread);
    }

    /**
     * Opens a stream of a member's inbox, which ends with the right to read it.
     *
     * @param cursor how far the reader has come, or null to begin at the end
     * @throws org.springframework.web.ErrorResponseException 401 when the right has run out, 404 without an inbox, 410 for a cursor that points to
     *     nothing any more, 503 when too many streams are open
     */
    SseEmitter open(ReadingRight right, @Nullable InboxCursor cursor) {
        Duration left = right.left(lifetime);
        if (left.toMillis() <= 0) {
            throw Problems.of(HttpStatus.UNAUTHORIZED, "The token has run out.");
        }
        Consumer<byte[], byte[]> consumer = consumers.open(right.memberId());
        try {
            InboxCursor from = cursor == null ? InboxConsumers.end(consumer) : cursor;
            InboxConsumers.seekAfter(consumer, from);
            var emitter = new SseEmitter(left.toMillis());
            emitter.send(SseEmitter.event().id(from.written()).comment("ready"));
            var stream = new InboxStream(right, consumer, deserializer, emitter, from, heartbeat);
            emitter.onTimeout(emitter::complete);
            emitter.onCompletion(stream::stop);
            emitter.onError(error -> stream.stop());
            threads.execute(() -> carry(stream));
            return emitter;
        } catch (RejectedExecutionException e) {
            consumer.close();
            throw Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "Too many streams are open. Try again later.");
        } catch (IOException e) {
            consumer.close();
            throw Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "The stream could not be opened. Try again.");
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private void carry(InboxStream stream) {
        open.add(stream);
        try {
            if (running) {
                stream.run();
            }
        } finally {
            open.remove(stream);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends all streams, before the server begins to wait for its last answers: these would never end by themselves. */
    @Override
    public void stop() {
        running = false;
        open.forEach(InboxStream::stop);
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
