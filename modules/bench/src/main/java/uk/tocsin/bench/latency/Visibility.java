package uk.tocsin.bench.latency;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.tocsin.bench.stack.Cast;

/**
 * From the council's POST until a reader of {@code /events} is told, and until the incident has its page. The page is asked
 * for again and again; the last digits of its figure are the pause between two questions.
 */
public final class Visibility {

    /** From the POST to the reader of live updates. */
    public static final String READER = "POST to reader of /events";

    /** From the POST to the page. */
    public static final String PAGE = "POST to page";

    private static final String ANSWER = "POST to answer";
    private static final Pattern EVENT = Pattern.compile("/incidents/[a-z0-9-]+\\.([0-9a-f-]{36})");
    private static final long HEAD_START = 200_000_000;
    private static final long PAUSE_MILLIS = 5;
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI hub;
    private final List<String> tokens;
    private final URI site;
    private final long round;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean isOver;

    /**
     * Nothing has been posted.
     *
     * @param tokens one for each of {@link Cast#publishers()}
     * @param round tells the events of one call from those of another
     */
    public Visibility(URI hub, List<String> tokens, URI site, long round) {
        this.hub = hub;
        this.tokens = List.copyOf(tokens);
        this.site = site;
        this.round = round;
    }

    /** The percentile that the goals are about. */
    public static String p99() {
        return Latencies.P99;
    }

    /**
     * Posts incidents at a rate.
     *
     * @return percentiles in milliseconds, by what was measured
     * @throws IllegalStateException when one was refused, lost or told twice
     */
    public Map<String, Map<String, Double>> run(int rate, int events, int warmUp) throws InterruptedException {
        Timeline timeline = new Timeline(System.nanoTime() + HEAD_START, rate);
        Latencies told = new Latencies(timeline, warmUp, events);
        Latencies shown = new Latencies(timeline, warmUp, events);
        Latencies answered = new Latencies(timeline, warmUp, events);
        Set<Integer> pending = ConcurrentHashMap.newKeySet();
        try (InputStream stream = events();
                Posts posts = new Posts(hub, tokens, Cast.circle(1))) {
            // It ends with its stream.
            var unused = start("bench-events", () -> read(stream, told));
            Thread pages = start("bench-pages", () -> look(pending, shown));
            OpenLoop.run(timeline, events, index -> {
                pending.add(index);
                posts.post(new UUID(round, index), index, (posted, error) -> {
                    answered.note(posted, System.nanoTime());
                    failure.compareAndSet(null, error);
                });
            });
            answered.awaitAll();
            requireNoFailure();
            told.awaitAll();
            shown.awaitAll();
            isOver = true;
            pages.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Map<String, Double>> found = new LinkedHashMap<>();
        found.put(ANSWER, answered.percentiles());
        found.put(READER, told.percentiles());
        found.put(PAGE, shown.percentiles());
        return found;
    }

    private void requireNoFailure() {
        if (failure.get() != null) {
            throw new IllegalStateException("an event was not published, told or shown", failure.get());
        }
    }

    private Thread start(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        failure.compareAndSet(null, e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private InputStream events() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(site.resolve("/events")).build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != OK) {
            throw new IllegalStateException("/events was answered with " + answer.statusCode());
        }
        return answer.body();
    }

    /** Ends when the stream is closed. */
    private void read(InputStream stream, Latencies told) {
        Scanner lines = new Scanner(stream, StandardCharsets.UTF_8);
        while (!isOver && lines.hasNextLine()) {
            String line = lines.nextLine();
            long at = System.nanoTime();
            for (MatchResult event : EVENT.matcher(line).results().toList()) {
                UUID id = UUID.fromString(event.group(1));
                if (id.getMostSignificantBits() == round) {
                    told.note(Math.toIntExact(id.getLeastSignificantBits()), at);
                }
            }
        }
    }

    private void look(Set<Integer> pending, Latencies shown) {
        try {
            while (!isOver) {
                for (int index : List.copyOf(pending)) {
                    if (isShown(index)) {
                        pending.remove(index);
                        shown.note(index, System.nanoTime());
                    }
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isShown(int index) throws IOException, InterruptedException {
        String publisher = Cast.publishers().get(index % tokens.size());
        URI page = site.resolve("/incidents/" + publisher + "." + new UUID(round, index));
        HttpRequest request = HttpRequest.newBuilder(page).build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    }
}
