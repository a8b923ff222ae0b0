package uk.tocsin.bench.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import uk.tocsin.bench.stack.Child;
import uk.tocsin.bench.stack.Java;

/** A {@link Sink} at work, and what it has counted. */
final class RunningSink implements AutoCloseable {

    private static final long START_LIMIT_NANOS = 30_000_000_000L;
    private static final long LOOK_MILLIS = 10;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Child process;
    private final String address;

    RunningSink(Path home) throws InterruptedException {
        Path port = home.resolve("sink.port");
        this.process = Child.start(home.resolve("sink.log"), Java.SERVER, Sink.class, List.of(port.toString()));
        long deadline = System.nanoTime() + START_LIMIT_NANOS;
        while (!Files.exists(port)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the sink did not start");
            }
            Thread.sleep(LOOK_MILLIS);
        }
        try {
            this.address = "http://127.0.0.1:" + Files.readString(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The endpoint of a partner. */
    String endpoint(String partner, boolean hanging) {
        return address + (hanging ? Sink.HANGING : "/") + partner;
    }

    void reset() throws InterruptedException {
        get(Sink.RESET);
    }

    /**
     * Watches deliveries come.
     *
     * @param warmUp how many go before time begins to count
     * @param measured how many further ones end it
     * @return deliveries a second
     */
    double rate(int warmUp, int measured, long limitSeconds) throws InterruptedException {
        long deadline = System.nanoTime() + limitSeconds * 1_000_000_000L;
        long before = await(warmUp, deadline);
        long begun = System.nanoTime();
        long after = await(warmUp + measured, deadline);
        return (after - before) * 1e9 / (System.nanoTime() - begun);
    }

    private long await(long wanted, long deadline) throws InterruptedException {
        long count = count();
        while (count < wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(count + " deliveries came in time (expected: " + wanted + ")");
            }
            Thread.sleep(LOOK_MILLIS);
            count = count();
        }
        return count;
    }

    long count() throws InterruptedException {
        return Long.parseLong(get(Sink.COUNT));
    }

    private String get(String path) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(address + path)).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
