package uk.tocsin.bench.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import uk.tocsin.bench.events.Publishing;
import uk.tocsin.bench.latency.Visibility;
import uk.tocsin.bench.report.Figures;
import uk.tocsin.bench.report.Goal;
import uk.tocsin.bench.report.Line;
import uk.tocsin.bench.report.Sample;
import uk.tocsin.bench.report.Section;
import uk.tocsin.bench.stack.Cast;
import uk.tocsin.bench.stack.HubApi;
import uk.tocsin.bench.stack.HubProcess;
import uk.tocsin.bench.stack.Java;
import uk.tocsin.bench.stack.SiteProcess;

/**
 * The public site, alone in its process, on a bad day of 400 councils: how fast it answers, held against nginx with the
 * exported files and the same load; how soon it shows what a council has posted; and how many readers it holds.
 */
public final class SiteBenchmark {

    /** As the command line knows it. */
    public static final String NAME = "site";

    /** The system property that names the folder of settings for those who run Tocsin. */
    public static final String OPS = "tocsin.ops";

    private static final String LATENCY = NAME + " latency";
    private static final String READERS = NAME + " readers";
    private static final List<String> FLAGS = List.of("-Xmx512m");
    private static final int COUNCILS = 400;
    private static final int INCIDENTS = 50;
    private static final int RATE = 10;
    private static final double GOAL_PAGE = 1_000;
    private static final double GOAL_READER = 300;

    private final Path home;
    private final Plan plan;
    private final Consumer<String> progress;
    private final Map<String, List<Map<String, Double>>> latencies = new LinkedHashMap<>();
    private final Map<String, List<Double>> crowds = new LinkedHashMap<>();

    /**
     * What is measured.
     *
     * @param repetitions of everything, from 1
     * @param loadSeconds for which each page is asked for
     * @param seconds for which incidents are posted; half as long goes before, to warm up
     * @param readers of live updates at once
     */
    public record Plan(int repetitions, int loadSeconds, int seconds, int readers) {}

    /**
     * A benchmark.
     *
     * @param home a folder for everything that is kept while it runs
     * @param progress is told what is being done
     */
    public SiteBenchmark(Path home, Plan plan, Consumer<String> progress) {
        this.home = home;
        this.plan = plan;
        this.progress = text -> progress.accept(NAME + ", " + text);
    }

    /** Runs it. Without wrk no load can be made, and without nginx there is nothing to hold it against; it says so. */
    public List<Section> run() throws InterruptedException {
        List<Section> sections = new ArrayList<>();
        try (HubProcess hub = HubProcess.start(home, Java.SERVER, List.of("--tocsin.roles=ingress,public-projector"))) {
            Cast.enter(hub, List.of(1));
            new Publishing(hub.addresses()).publish(ExampleNotices.of(COUNCILS, INCIDENTS));
            try (SiteProcess site = SiteProcess.start(home, FLAGS, hub.addresses(), settings())) {
                answers(hub, site).ifPresent(sections::add);
                for (int repetition = 0; repetition < plan.repetitions(); repetition++) {
                    latency(hub, site, repetition + 1L);
                    crowd(hub, site);
                }
            }
        }
        sections.add(latencySection());
        sections.add(CrowdBenchmark.section(READERS, plan.readers(), crowds));
        return sections;
    }

    private List<String> settings() {
        // One more, as the reader before may not be missed yet.
        return List.of("--tocsin.public-feed.max-event-readers=" + (plan.readers() + 1));
    }

    private Optional<Section> answers(HubProcess hub, SiteProcess site) throws InterruptedException {
        Optional<Wrk> load = Wrk.find();
        if (load.isEmpty()) {
            progress.accept("answers are NOT measured: there is no wrk (Debian: apt-get install wrk)");
            return Optional.empty();
        }
        Answers answers = new Answers(load.get(), plan.loadSeconds(), progress);
        Answers.Server tocsin = Answers.Server.tocsin(site.address(), site.process());
        Optional<Path> program = Nginx.find();
        if (program.isEmpty()) {
            progress.accept(
                    "answers are held against NOTHING: there is no nginx (Debian: apt-get install nginx-light)");
            repeat(answers, List.of(tocsin));
            return Optional.of(answers.section(NAME));
        }
        long begun = System.nanoTime();
        Path files = SiteProcess.export(home, home.resolve("export"), hub.addresses(), site.address());
        progress.accept("exported in %.1f s".formatted((System.nanoTime() - begun) / 1e9));
        Path example = Path.of(System.getProperty(OPS, "ops"), "nginx", "public-site.conf");
        try (Nginx nginx = Nginx.start(program.get(), folder("nginx"), example, files)) {
            repeat(answers, List.of(tocsin, Answers.Server.of(nginx)));
        }
        return Optional.of(answers.section(NAME));
    }

    private void repeat(Answers answers, List<Answers.Server> servers) throws InterruptedException {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("start page", "/");
        pages.put("incident page", "/incidents/" + ExampleNotices.incident(0));
        pages.put("Atom", "/feed.atom");
        pages.put("summary.json", "/api/v2/summary.json");
        for (int repetition = 0; repetition < plan.repetitions(); repetition++) {
            answers.measure(servers, pages);
        }
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void latency(HubProcess hub, SiteProcess site, long round) throws InterruptedException {
        List<String> tokens = Cast.publishers().stream()
                .map(publisher -> hub.token(publisher, "publisher"))
                .toList();
        int warmUp = RATE * plan.seconds() / 2;
        new Visibility(hub.addresses().hub(), tokens, site.address(), round)
                .run(RATE, warmUp + RATE * plan.seconds(), warmUp)
                .forEach((subject, percentiles) -> {
                    progress.accept(subject + ": " + Figures.words(percentiles));
                    latencies
                            .computeIfAbsent(subject, first -> new ArrayList<>())
                            .add(percentiles);
                });
    }

    private void crowd(HubProcess hub, SiteProcess site) throws InterruptedException {
        String publisher = Cast.publishers().get(0);
        HubApi council = hub.as(publisher, "publisher");
        Map<String, Double> run = CrowdBenchmark.run(council, publisher, site, plan.readers());
        progress.accept(plan.readers() + " readers: " + Figures.words(run));
        run.forEach((quantity, value) ->
                crowds.computeIfAbsent(quantity, first -> new ArrayList<>()).add(value));
    }

    private Section latencySection() {
        List<Line> lines = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        latencies.forEach((subject, runs) -> {
            Map<String, Sample> samples = Sample.byName(runs);
            lines.add(new Line(RATE + " events/s", subject, samples));
            Sample p99 = samples.get(Visibility.p99());
            if (p99 != null && subject.equals(Visibility.READER)) {
                goals.add(new Goal(subject + ", p99 in ms", false, GOAL_READER, p99.median()));
            } else if (p99 != null && subject.equals(Visibility.PAGE)) {
                goals.add(new Goal(subject + ", p99 in ms", false, GOAL_PAGE, p99.median()));
            }
        });
        String question = "how long it takes until the public sees what a council posts";
        return new Section(LATENCY, question, Visibility.p99(), List.of(), lines, goals);
    }
}
