package uk.tocsin.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.tocsin.bench.fanout.FanOutBenchmark;
import uk.tocsin.bench.growth.GrowthBenchmark;
import uk.tocsin.bench.latency.LatencyBenchmark;
import uk.tocsin.bench.report.Machine;
import uk.tocsin.bench.report.Report;
import uk.tocsin.bench.report.Section;
import uk.tocsin.bench.site.SiteBenchmark;
import uk.tocsin.bench.webhooks.WebhookBenchmark;

/** Measures, and prints a table or JSON. What is being done goes to the error output, so that a script may read the rest. */
@Command(
        name = "tocsin bench",
        description = "Measure Tocsin, held against others in the same run: " + FanOutBenchmark.NAME + ", "
                + LatencyBenchmark.NAME + ", " + GrowthBenchmark.NAME + ", " + WebhookBenchmark.NAME + ", "
                + SiteBenchmark.NAME + ".",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    private static final List<String> ALL = List.of(
            FanOutBenchmark.NAME,
            LatencyBenchmark.NAME,
            GrowthBenchmark.NAME,
            WebhookBenchmark.NAME,
            SiteBenchmark.NAME);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(description = "What to measure; everything when nothing is named.")
    private List<String> names = List.of();

    @Option(
            names = "--repetitions",
            description = "How often everything is measured, 1 to 99 (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int repetitions = 3;

    @Option(
            names = "--recipients",
            split = ",",
            description = "fan-out: to how many inboxes, 1 to 400 each (default: ${DEFAULT-VALUE}).",
            defaultValue = "10,50")
    private List<Integer> recipients = List.of();

    @Option(
            names = "--records",
            description = "fan-out: how many records each writes while it is measured (default: ${DEFAULT-VALUE}).",
            defaultValue = "500000")
    private int records = 500_000;

    @Option(
            names = "--warm-up",
            description = "fan-out, webhooks: how many times as much as is measured goes before it, 1 to 20"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private int warmUp = 1;

    @Option(
            names = "--rates",
            split = ",",
            description = "latency: at how many events a second, 1 to 5000 each (default: ${DEFAULT-VALUE}).",
            defaultValue = "10,100,500")
    private List<Integer> rates = List.of();

    @Option(
            names = "--seconds",
            description = "latency, site: how long each rate is measured, 2 to 600 (default: ${DEFAULT-VALUE}).",
            defaultValue = "20")
    private int seconds = 20;

    @Option(
            names = "--partners",
            split = ",",
            description = "growth: how many partners, 1 to 500 each (default: ${DEFAULT-VALUE}).",
            defaultValue = "10,100,400")
    private List<Integer> partners = List.of();

    @Option(
            names = "--events",
            description = "growth: how many events go to all of them, 1 to 1000 (default: ${DEFAULT-VALUE}).",
            defaultValue = "50")
    private int events = 50;

    @Option(
            names = "--deliveries",
            description = "webhooks: how many each makes while it is measured (default: ${DEFAULT-VALUE}).",
            defaultValue = "40000")
    private int deliveries = 40_000;

    @Option(
            names = "--load-seconds",
            description = "site: how long each page is asked for, 1 to 600 (default: ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int loadSeconds = 5;

    @Option(
            names = "--readers",
            description = "site: how many readers of live updates, 1 to 20000 (default: ${DEFAULT-VALUE}).",
            defaultValue = "5000")
    private int readers = 5_000;

    @Option(names = "--json", description = "Print JSON, for scripts.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        check();
        Instant at = Instant.now();
        List<Section> sections = new ArrayList<>();
        for (String name : names.isEmpty() ? ALL : names) {
            sections.addAll(run(name));
        }
        Report report = new Report(at, Machine.here(), settings(), sections);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.asJson());
        } else {
            report.print(out::println);
        }
        out.flush();
        return 0;
    }

    private void check() {
        require(ALL.containsAll(names), "what to measure: one of " + String.join(", ", ALL));
        require(repetitions >= 1 && repetitions <= 99, "--repetitions: 1 to 99");
        require(recipients.stream().allMatch(count -> count >= 1 && count <= 400), "--recipients: 1 to 400 each");
        require(rates.stream().allMatch(rate -> rate >= 1 && rate <= 5_000), "--rates: 1 to 5000 each");
        require(seconds >= 2 && seconds <= 600, "--seconds: 2 to 600");
        require(partners.stream().allMatch(count -> count >= 1 && count <= 500), "--partners: 1 to 500 each");
        require(events >= 1 && events <= 1_000, "--events: 1 to 1000");
        require(deliveries >= 1_000, "--deliveries: at least 1000");
        require(loadSeconds >= 1 && loadSeconds <= 600, "--load-seconds: 1 to 600");
        require(readers >= 1 && readers <= 20_000, "--readers: 1 to 20000");
        require(warmUp >= 1 && warmUp <= 20, "--warm-up: 1 to 20");
        require(records >= 1_000, "--records: at least 1000");
    }

    private void require(boolean right, String expected) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), expected + ".");
        }
    }

    private List<Section> run(String name) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("tocsin-bench-");
        try {
            List<Section> sections = run(name, home);
            delete(home);
            return sections;
        } catch (RuntimeException e) {
            tell("Logs and data of what failed are kept in " + home + ".");
            throw e;
        }
    }

    private List<Section> run(String name, Path home) throws InterruptedException {
        if (name.equals(SiteBenchmark.NAME)) {
            var plan = new SiteBenchmark.Plan(repetitions, loadSeconds, seconds, readers);
            return new SiteBenchmark(home, plan, this::tell).run();
        }
        return List.of(single(name, home));
    }

    private Section single(String name, Path home) throws InterruptedException {
        return switch (name) {
            case LatencyBenchmark.NAME ->
                new LatencyBenchmark(home, new LatencyBenchmark.Plan(rates, repetitions, seconds), this::tell).run();
            case GrowthBenchmark.NAME ->
                new GrowthBenchmark(home, new GrowthBenchmark.Plan(partners, repetitions, events), this::tell).run();
            case WebhookBenchmark.NAME ->
                new WebhookBenchmark(home, new WebhookBenchmark.Plan(repetitions, deliveries, warmUp), this::tell)
                        .run();
            default ->
                new FanOutBenchmark(
                                home, new FanOutBenchmark.Plan(recipients, repetitions, records, warmUp), this::tell)
                        .run();
        };
    }

    private void tell(String progress) {
        spec.commandLine().getErr().println(progress);
        spec.commandLine().getErr().flush();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .forEach(option -> settings.put(option.longestName(), String.valueOf(option.<Object>getValue())));
        return settings;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
