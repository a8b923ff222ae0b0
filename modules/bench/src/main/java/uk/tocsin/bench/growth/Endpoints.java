package uk.tocsin.bench.growth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The endpoints of all partners, on one server: each takes what comes, and it is counted once however often it comes. */
final class Endpoints implements AutoCloseable {

    private static final int NO_CONTENT = 204;
    private static final long LOOK_MILLIS = 5;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    Endpoints() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String of(String partner) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + partner;
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        taken.add(exchange.getRequestURI().getPath() + " "
                + exchange.getRequestHeaders().getFirst("webhook-id"));
        exchange.sendResponseHeaders(NO_CONTENT, -1);
        exchange.close();
    }

    /**
     * Waits until so many different deliveries have come.
     *
     * @throws IllegalStateException when that takes longer than the limit
     */
    void await(int deliveries, long limitSeconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
        while (taken.size() < deliveries) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(taken.size() + " deliveries came (expected: " + deliveries + ")");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
