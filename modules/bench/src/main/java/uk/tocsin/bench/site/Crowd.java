package uk.tocsin.bench.site;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Many readers of {@code /events} on one thread, each with a connection of its own, as so many browsers have. */
final class Crowd implements AutoCloseable {

    private static final int AT_ONCE = 50;
    private static final int KEPT = 400;
    private static final long LIMIT_NANOS = 120_000_000_000L;
    private static final long LOOK_MILLIS = 10;
    private static final String OPENED = ": open";

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(30_000));
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicReference<@Nullable Wait> wait = new AtomicReference<>();
    private final URI site;

    /** Somebody waits until every reader has been told of something. */
    private record Wait(String text, Told told) {}

    /** Told each time a reader has it. */
    interface Told {

        /** One more reader has it. */
        void told(long at);
    }

    Crowd(URI site) {
        this.site = site;
    }

    /**
     * Opens connections, a few at once, and returns when all readers have been let in.
     *
     * @throws IllegalStateException when one was not
     */
    void join(int readers) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        AtomicInteger left = new AtomicInteger(readers);
        vertx.runOnContext(begin -> {
            for (int lane = 0; lane < Math.min(AT_ONCE, readers); lane++) {
                connect(left);
            }
        });
        while (open.get() < readers) {
            if (lost.get() > 0 || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        open + " readers were let in, " + lost + " were not (expected: " + readers + ")");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void connect(AtomicInteger left) {
        if (left.getAndDecrement() > 0) {
            client.connect(site.getPort(), site.getHost()).onComplete(connected -> {
                if (connected.succeeded()) {
                    listen(connected.result(), left);
                } else {
                    lost.incrementAndGet();
                }
            });
        }
    }

    private void listen(NetSocket socket, AtomicInteger left) {
        Reader reader = new Reader(left);
        socket.handler(reader::take);
        socket.closeHandler(closed -> lost.incrementAndGet());
        socket.exceptionHandler(failure -> socket.close());
        var unused = socket.write(
                "GET /events HTTP/1.1\r\nHost: " + site.getAuthority() + "\r\nAccept: text/event-stream\r\n\r\n");
    }

    /** One reader: it keeps only the end of what it was told, in which an event may begin. */
    private final class Reader {
        private final AtomicInteger left;
        private String end = "";
        private boolean isIn;
        private @Nullable Wait had;

        Reader(AtomicInteger left) {
            this.left = left;
        }

        void take(Buffer bytes) {
            end = end + bytes.toString();
            if (!isIn && end.contains(OPENED)) {
                isIn = true;
                open.incrementAndGet();
                connect(left);
            }
            Wait now = wait.get();
            if (now != null && !now.equals(had) && end.contains(now.text)) {
                had = now;
                now.told.told(System.nanoTime());
            }
            end = end.substring(Math.max(0, end.length() - KEPT));
        }
    }

    /** From now on it is told of each reader that has been told of {@code text}. */
    void await(String text, Told told) {
        wait.set(new Wait(text, told));
    }

    /** How many were let in and have gone, though they did not want to. */
    int lost() {
        return lost.get();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
