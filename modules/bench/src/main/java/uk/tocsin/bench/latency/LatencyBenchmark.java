package uk.tocsin.bench.latency;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import uk.tocsin.bench.report.Figures;
import uk.tocsin.bench.report.Goal;
import uk.tocsin.bench.report.Line;
import uk.tocsin.bench.report.Sample;
import uk.tocsin.bench.report.Section;
import uk.tocsin.bench.stack.Cast;
import uk.tocsin.bench.stack.HubProcess;
import uk.tocsin.bench.stack.Java;
import uk.tocsin.contracts.Topics;

/**
 * From the council's POST to a partner's inbox, through everything that {@code ./tocsin up} starts, in one process as it
 * starts it. Beside it stands one hop of Kafka alone: what no hub can be faster than.
 */
public final class LatencyBenchmark {

    /** As the command line knows it. */
    public static final String NAME = "latency";

    private static final String INBOX = "POST to inbox";
    private static final String ANSWER = "POST to answer";
    private static final String HOP = "one hop of Kafka";
    private static final int PARTNERS = 5;
    private static final int FIRST = 400;
    private static final int FIRST_RATE = 40;
    private static final long HEAD_START = 100_000_000;
    private static final double GOAL_RATE = 100;
    private static final double GOAL_MILLIS = 100;

    private final Path home;
    private final Plan plan;
    private final Consumer<String> progress;
    private int round;

    /**
     * What is measured.
     *
     * @param rates events a second
     * @param repetitions of everything, from 1
     * @param seconds for which each rate is measured; half as long goes before, to warm up
     */
    public record Plan(List<Integer> rates, int repetitions, int seconds) {

        int warmUp(int rate) {
            return rate * seconds / 2;
        }

        int events(int rate) {
            return warmUp(rate) + rate * seconds;
        }
    }

    /**
     * A benchmark.
     *
     * @param home a folder for everything that is kept while it runs
     * @param progress is told what is being done
     */
    public LatencyBenchmark(Path home, Plan plan, Consumer<String> progress) {
        this.home = home;
        this.plan = plan;
        this.progress = progress;
    }

    /** Runs it. */
    public Section run() throws InterruptedException {
        Map<Integer, Map<String, List<Map<String, Double>>>> found = new LinkedHashMap<>();
        try (HubProcess hub = HubProcess.start(home, Java.LAUNCHER, List.of())) {
            Cast.enter(hub, List.of(PARTNERS));
            List<String> tokens = Cast.publishers().stream()
                    .map(publisher -> hub.token(publisher, "publisher"))
                    .toList();
            String inbox = Topics.inbox(Cast.partners(1).get(0));
            try (Posts posts = new Posts(hub.addresses().hub(), tokens, Cast.circle(PARTNERS));
                    Arrivals arrivals = new Arrivals(hub.addresses().broker(), inbox);
                    OneHop hop = new OneHop(hub.addresses().broker())) {
                post(posts, arrivals, FIRST_RATE, FIRST, 0);
                for (int repetition = 0; repetition < plan.repetitions(); repetition++) {
                    for (int rate : plan.rates()) {
                        Map<String, Map<String, Double>> run =
                                post(posts, arrivals, rate, plan.events(rate), plan.warmUp(rate));
                        run.put(HOP, hop.run(rate, plan.events(rate), plan.warmUp(rate)));
                        run.forEach(
                                (subject, percentiles) -> found.computeIfAbsent(rate, first -> new LinkedHashMap<>())
                                        .computeIfAbsent(subject, first -> new ArrayList<>())
                                        .add(percentiles));
                        tell(rate, run);
                    }
                }
            }
        }
        return section(found);
    }

    private void tell(int rate, Map<String, Map<String, Double>> run) {
        run.forEach((subject, percentiles) ->
                progress.accept("%s, %d events/s, %s: %s".formatted(NAME, rate, subject, Figures.words(percentiles))));
    }

    private Map<String, Map<String, Double>> post(Posts posts, Arrivals arrivals, int rate, int events, int warmUp)
            throws InterruptedException {
        int now = ++round;
        Timeline timeline = new Timeline(System.nanoTime() + HEAD_START, rate);
        Latencies inbox = new Latencies(timeline, warmUp, events);
        Latencies answers = new Latencies(timeline, warmUp, events);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        arrivals.at((eventId, at) -> {
            if (eventId.getMostSignificantBits() == now) {
                inbox.note(Math.toIntExact(eventId.getLeastSignificantBits()), at);
            }
        });
        OpenLoop.run(
                timeline,
                events,
                index -> posts.post(new UUID(now, index), index, (answered, error) -> {
                    answers.note(answered, System.nanoTime());
                    if (error != null) {
                        failure.compareAndSet(null, error);
                    }
                }));
        answers.awaitAll();
        if (failure.get() != null) {
            throw new IllegalStateException("a POST failed", failure.get());
        }
        inbox.awaitAll();
        Map<String, Map<String, Double>> percentiles = new LinkedHashMap<>();
        percentiles.put(INBOX, inbox.percentiles());
        percentiles.put(ANSWER, answers.percentiles());
        return percentiles;
    }

    private static Section section(Map<Integer, Map<String, List<Map<String, Double>>>> found) {
        List<Line> lines = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        found.forEach((rate, subjects) -> subjects.forEach((subject, runs) -> {
            Map<String, Sample> samples = Sample.byName(runs);
            lines.add(new Line(rate + " events/s", subject, samples));
            Sample p99 = samples.get(Latencies.P99);
            if (rate == GOAL_RATE && subject.equals(INBOX) && p99 != null) {
                goals.add(new Goal("100 events/s, POST to inbox, p99 in ms", false, GOAL_MILLIS, p99.median()));
            }
        }));
        return new Section(
                NAME, "how long an alert takes to a partner's inbox", Latencies.P99, List.of(HOP), lines, goals);
    }
}
