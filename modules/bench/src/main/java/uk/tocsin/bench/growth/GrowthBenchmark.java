package uk.tocsin.bench.growth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import uk.tocsin.bench.report.Figures;
import uk.tocsin.bench.report.Goal;
import uk.tocsin.bench.report.Line;
import uk.tocsin.bench.report.Sample;
import uk.tocsin.bench.report.Section;
import uk.tocsin.bench.stack.Cast;
import uk.tocsin.bench.stack.Footprint;
import uk.tocsin.bench.stack.HubProcess;
import uk.tocsin.bench.stack.Java;

/**
 * A hub with more and more partners, each with a webhook: one process with broker and all roles, as {@code ./tocsin up}
 * starts it, with 768 MiB of heap.
 */
public final class GrowthBenchmark {

    /** As the command line knows it. */
    public static final String NAME = "growth";

    private static final String EACH = "ms a delivery";
    private static final String ENTERED = "s to enter";
    private static final String HEAP_IDLE = "heap MiB";
    private static final String HEAP_AFTER = "heap MiB after";
    private static final String CONDITION = "-Xmx768m";
    private static final int WARM_UP = 10;
    private static final long LIMIT_SECONDS = 180;
    private static final double GOAL_EACH = 1.5;
    private static final double GOAL_HEAP = 1.5;

    private final Path home;
    private final Plan plan;
    private final Consumer<String> progress;

    /**
     * What is measured.
     *
     * @param partners how many, each with one subscription
     * @param repetitions of everything, from 1
     * @param events that go to all of them
     */
    public record Plan(List<Integer> partners, int repetitions, int events) {}

    /**
     * A benchmark.
     *
     * @param home a folder for everything that is kept while it runs
     * @param progress is told what is being done
     */
    public GrowthBenchmark(Path home, Plan plan, Consumer<String> progress) {
        this.home = home;
        this.plan = plan;
        this.progress = progress;
    }

    /** Runs it, with a new hub for each number of partners. */
    public Section run() throws InterruptedException {
        Map<Integer, Map<String, List<Double>>> found = new LinkedHashMap<>();
        for (int repetition = 0; repetition < plan.repetitions(); repetition++) {
            for (int partners : plan.partners()) {
                Map<String, Double> run = measure(partners, folder(repetition + "-" + partners));
                run.forEach((quantity, value) -> found.computeIfAbsent(partners, first -> new LinkedHashMap<>())
                        .computeIfAbsent(quantity, first -> new ArrayList<>())
                        .add(value));
                progress.accept(NAME + ", " + partners + " partners: " + Figures.words(run));
            }
        }
        return section(found);
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Double> measure(int partners, Path folder) throws InterruptedException {
        Map<String, Double> run = new LinkedHashMap<>();
        try (Endpoints endpoints = new Endpoints();
                HubProcess hub = HubProcess.start(folder, Java.LAUNCHER, List.of())) {
            long begun = System.nanoTime();
            Cast.enter(hub, List.of(partners));
            Cast.partners(partners)
                    .forEach(partner -> hub.as(partner, "partner").subscribe(endpoints.of(partner)));
            run.put(ENTERED, seconds(begun));
            publish(hub, partners, WARM_UP);
            endpoints.await(WARM_UP * partners, LIMIT_SECONDS);
            Footprint idle = Footprint.of(hub.pid());
            long published = System.nanoTime();
            publish(hub, partners, plan.events());
            endpoints.await((WARM_UP + plan.events()) * partners, LIMIT_SECONDS);
            run.put(EACH, seconds(published) * TimeUnit.SECONDS.toMillis(1) / (plan.events() * partners));
            Footprint after = Footprint.of(hub.pid());
            run.put(HEAP_IDLE, idle.heapMiB());
            run.put(HEAP_AFTER, after.heapMiB());
            run.put("resident MiB", after.residentMiB());
            run.put("threads", (double) after.threads());
            run.put("consumers", (double) after.consumers());
        }
        return run;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void publish(HubProcess hub, int partners, int events) {
        String publisher = Cast.publishers().get(0);
        var council = hub.as(publisher, "publisher");
        for (int event = 0; event < events; event++) {
            council.postIncident(publisher, UUID.randomUUID(), Cast.circle(partners));
        }
    }

    private static Section section(Map<Integer, Map<String, List<Double>>> found) {
        List<Line> lines = new ArrayList<>();
        found.forEach((partners, quantities) -> {
            Map<String, Sample> samples = new LinkedHashMap<>();
            quantities.forEach((quantity, runs) -> samples.put(quantity, new Sample(runs)));
            lines.add(new Line(CONDITION, subject(partners), samples));
        });
        List<Integer> counts = List.copyOf(found.keySet());
        String first = subject(counts.get(0));
        Section section = new Section(
                NAME,
                "what memory and time partners take, each with one webhook",
                EACH,
                List.of(first),
                lines,
                List.of());
        String last = subject(counts.get(counts.size() - 1));
        List<Goal> goals = new ArrayList<>();
        section.ratio(CONDITION, last, first)
                .filter(ratio -> counts.size() > 1)
                .ifPresent(ratio ->
                        goals.add(new Goal("time a delivery, " + last + " / " + first, false, GOAL_EACH, ratio)));
        Map<String, Sample> most = lines.get(lines.size() - 1).samples();
        Sample after = most.get(HEAP_AFTER);
        Sample idle = most.get(HEAP_IDLE);
        if (after != null && idle != null) {
            goals.add(new Goal("heap, " + last + ", after deliveries / before", false, GOAL_HEAP, after.timesOf(idle)));
        }
        return section.with(goals);
    }

    private static String subject(int partners) {
        return partners + " partners";
    }
}
