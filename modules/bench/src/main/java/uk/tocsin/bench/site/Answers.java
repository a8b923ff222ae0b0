package uk.tocsin.bench.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import uk.tocsin.bench.report.Figures;
import uk.tocsin.bench.report.Goal;
import uk.tocsin.bench.report.Line;
import uk.tocsin.bench.report.Sample;
import uk.tocsin.bench.report.Section;

/** How many answers a second servers of the same site give, to those who have nothing yet and to those who have it all. */
final class Answers {

    private static final String RATE = "requests/s";
    private static final String TOCSIN = "Tocsin";
    private static final String NGINX = "nginx";
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int WARM_UP_SECONDS = 2;
    private static final double GOAL_WHOLE = 0.5;
    private static final double GOAL_KNOWN = 0.8;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Wrk load;
    private final int seconds;
    private final Consumer<String> progress;
    private final Map<String, Map<String, Map<String, List<Double>>>> found = new LinkedHashMap<>();
    private boolean isWarm;

    /** A server of the site. */
    record Server(String name, URI address, ProcessHandle process) {

        static Server tocsin(URI address, ProcessHandle process) {
            return new Server(TOCSIN, address, process);
        }

        static Server of(Nginx nginx) {
            return new Server(NGINX, nginx.address(), nginx.process());
        }
    }

    /**
     * Nothing has been measured.
     *
     * @param seconds for which each address is asked for
     */
    Answers(Wrk load, int seconds, Consumer<String> progress) {
        this.load = load;
        this.seconds = seconds;
        this.progress = progress;
    }

    /** Measures every page at every server once, one after the other. */
    void measure(List<Server> servers, Map<String, String> pages) throws InterruptedException {
        warmUp(servers, pages);
        for (Map.Entry<String, String> page : pages.entrySet()) {
            for (int status : List.of(OK, NOT_MODIFIED)) {
                for (Server server : servers) {
                    Map<String, Double> run = measure(server, page.getValue(), status);
                    String condition = page.getKey() + ", " + status;
                    progress.accept("%s, %s: %s".formatted(condition, server.name(), Figures.words(run)));
                    run.forEach((quantity, value) -> found.computeIfAbsent(condition, first -> new LinkedHashMap<>())
                            .computeIfAbsent(server.name(), first -> new LinkedHashMap<>())
                            .computeIfAbsent(quantity, first -> new ArrayList<>())
                            .add(value));
                }
            }
        }
    }

    /** Long enough for the JVM to compile what it will need. */
    private void warmUp(List<Server> servers, Map<String, String> pages) throws InterruptedException {
        if (isWarm) {
            return;
        }
        isWarm = true;
        for (Server server : servers) {
            for (String path : pages.values()) {
                URI address = server.address().resolve(path);
                HttpResponse<byte[]> answer = get(address, "");
                progress.accept("%s of %s: %,d bytes".formatted(path, server.name(), answer.body().length));
                load.run(address, "", WARM_UP_SECONDS);
                load.run(address, tag(answer), WARM_UP_SECONDS);
            }
        }
    }

    private Map<String, Double> measure(Server server, String path, int status) throws InterruptedException {
        URI address = server.address().resolve(path);
        String tag = tag(get(address, ""));
        int answered = get(address, status == NOT_MODIFIED ? tag : "").statusCode();
        if (answered != status) {
            throw new IllegalStateException(address + " was answered with " + answered + " (expected: " + status + ")");
        }
        Duration before = Program.busy(server.process());
        Wrk.Result result = load.run(address, status == NOT_MODIFIED ? tag : "", seconds);
        Duration busy = Program.busy(server.process()).minus(before);
        Map<String, Double> run = new LinkedHashMap<>();
        run.put(RATE, result.rate());
        run.put("p99 ms", result.p99Millis());
        run.put("processor µs each", busy.toNanos() / 1e3 / (result.rate() * seconds));
        return run;
    }

    private HttpResponse<byte[]> get(URI address, String tag) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("ETag")
                .orElseThrow(() -> new IllegalStateException(answer.uri() + " has no entity tag"));
    }

    /** What was measured, with the goals where nginx was there to hold them against. */
    Section section(String name) {
        List<Line> lines = new ArrayList<>();
        found.forEach((condition, servers) -> servers.forEach((server, quantities) -> {
            Map<String, Sample> samples = new LinkedHashMap<>();
            quantities.forEach((quantity, runs) -> samples.put(quantity, new Sample(runs)));
            lines.add(new Line(condition, server, samples));
        }));
        Section section = new Section(
                name, "how many answers a second, on 32 connections", RATE, List.of(NGINX), lines, List.of());
        Map<String, Goal> goals = new TreeMap<>();
        for (String condition : found.keySet()) {
            double wanted = condition.endsWith(Integer.toString(OK)) ? GOAL_WHOLE : GOAL_KNOWN;
            Optional<Double> ratio = section.ratio(condition, TOCSIN, NGINX);
            ratio.ifPresent(
                    value -> goals.put(condition, new Goal(condition + ", Tocsin / nginx", true, wanted, value)));
        }
        return section.with(List.copyOf(goals.values()));
    }
}
