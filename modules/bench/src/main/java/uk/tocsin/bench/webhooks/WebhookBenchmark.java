package uk.tocsin.bench.webhooks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import uk.tocsin.bench.events.Publishing;
import uk.tocsin.bench.report.Figures;
import uk.tocsin.bench.report.Goal;
import uk.tocsin.bench.report.Line;
import uk.tocsin.bench.report.Sample;
import uk.tocsin.bench.report.Section;
import uk.tocsin.bench.stack.Broker;
import uk.tocsin.bench.stack.Cast;
import uk.tocsin.bench.stack.Child;
import uk.tocsin.bench.stack.HubApi;
import uk.tocsin.bench.stack.HubProcess;
import uk.tocsin.bench.stack.Java;
import uk.tocsin.contracts.Topics;

/**
 * From inboxes to endpoints: Tocsin, a client that only signs and posts, and a route of Apache Camel that only posts. The
 * inboxes are filled before, while the subscriptions are paused, so that nothing else takes the processors.
 */
public final class WebhookBenchmark {

    /** As the command line knows it. */
    public static final String NAME = "webhooks";

    private static final String RATE = "deliveries/s";
    private static final String TOCSIN = "Tocsin, signed";
    private static final String RAW = "raw client, signed";
    private static final String CAMEL = "Camel route, unsigned";
    private static final String HEALTHY = "all healthy";
    private static final String HANGING = "one in ten hangs";
    private static final String PROJECTION = "partner-fanout";
    private static final int PARTNERS = 20;
    private static final int ONE_IN = 10;
    private static final double SPARE = 1.3;
    private static final long LIMIT_SECONDS = 120;
    private static final double GOAL_RAW = 0.8;
    private static final double GOAL_CAMEL = 1.0;
    private static final double GOAL_HANGING = 0.95;

    private final Path home;
    private final Plan plan;
    private final Consumer<String> progress;
    private int round;

    /**
     * What is measured.
     *
     * @param repetitions of everything, from 1
     * @param deliveries that each makes while it is measured
     * @param warmUp how many times as many go before, to warm up
     */
    public record Plan(int repetitions, int deliveries, int warmUp) {

        int warmUpDeliveries() {
            return deliveries * warmUp;
        }

        /** Events that make enough deliveries where only nine in ten endpoints take them, before the first has them all. */
        int events() {
            return (int) (SPARE * (warmUpDeliveries() + deliveries) / (PARTNERS - PARTNERS / ONE_IN)) + 1;
        }
    }

    /**
     * A benchmark.
     *
     * @param home a folder for everything that is kept while it runs
     * @param progress is told what is being done
     */
    public WebhookBenchmark(Path home, Plan plan, Consumer<String> progress) {
        this.home = home;
        this.plan = plan;
        this.progress = progress;
    }

    /** Runs it. */
    public Section run() throws InterruptedException {
        Map<String, Map<String, List<Double>>> rates = new LinkedHashMap<>();
        try (RunningSink sink = new RunningSink(home);
                HubProcess hub =
                        HubProcess.start(home, Java.SERVER, List.of("--tocsin.roles=ingress,partner-fanout"))) {
            Cast.enter(hub, List.of(PARTNERS));
            for (int repetition = 0; repetition < plan.repetitions(); repetition++) {
                for (boolean hanging : List.of(false, true)) {
                    round(hub, sink, hanging)
                            .forEach((subject, rate) -> rates.computeIfAbsent(
                                            hanging ? HANGING : HEALTHY, first -> new LinkedHashMap<>())
                                    .computeIfAbsent(subject, first -> new ArrayList<>())
                                    .add(rate));
                }
            }
        }
        return section(rates);
    }

    private Map<String, Double> round(HubProcess hub, RunningSink sink, boolean hanging) throws InterruptedException {
        round++;
        List<String> endpoints = IntStream.range(0, PARTNERS)
                .mapToObj(index -> sink.endpoint(Cast.partners(PARTNERS).get(index), hanging && index % ONE_IN == 0))
                .toList();
        Map<String, Double> rates = new LinkedHashMap<>();
        rates.put(TOCSIN, tocsin(hub, sink, endpoints));
        rates.put(CAMEL, camel(hub, sink, endpoints));
        if (!hanging) {
            rates.put(RAW, measured(sink, RawClient.class, endpoints));
        }
        progress.accept(NAME + ", " + (hanging ? HANGING : HEALTHY) + ", " + RATE + ": " + Figures.words(rates));
        return rates;
    }

    private double tocsin(HubProcess hub, RunningSink sink, List<String> endpoints) throws InterruptedException {
        List<HubApi> partners = Cast.partners(PARTNERS).stream()
                .map(partner -> hub.as(partner, "partner"))
                .toList();
        List<String> subscriptions = new ArrayList<>();
        for (int index = 0; index < PARTNERS; index++) {
            subscriptions.add(partners.get(index).subscribe(endpoints.get(index)));
            partners.get(index).pause(subscriptions.get(index));
        }
        new Publishing(hub.addresses()).publish(round, plan.events(), Cast.circle(PARTNERS), 1);
        try (Broker broker = new Broker(hub.addresses().broker())) {
            broker.awaitAll(PROJECTION, Cast.sources(), Duration.ofSeconds(LIMIT_SECONDS));
        }
        sink.reset();
        IntStream.range(0, PARTNERS).forEach(index -> partners.get(index).resume(subscriptions.get(index)));
        double rate = sink.rate(plan.warmUpDeliveries(), plan.deliveries(), LIMIT_SECONDS);
        IntStream.range(0, PARTNERS).forEach(index -> partners.get(index).unsubscribe(subscriptions.get(index)));
        return rate;
    }

    private double camel(HubProcess hub, RunningSink sink, List<String> endpoints) throws InterruptedException {
        List<String> inboxes =
                Cast.partners(PARTNERS).stream().map(Topics::inbox).toList();
        List<String> arguments = new ArrayList<>(List.of(hub.addresses().broker(), "bench-camel-" + round));
        IntStream.range(0, PARTNERS).forEach(index -> arguments.add(inboxes.get(index) + " " + endpoints.get(index)));
        return measured(sink, CamelRoute.class, arguments);
    }

    private double measured(RunningSink sink, Class<?> program, List<String> arguments) throws InterruptedException {
        sink.reset();
        Path output = home.resolve(program.getSimpleName() + ".log");
        Child child = Child.start(output, Java.SERVER, program, arguments);
        try {
            return sink.rate(plan.warmUpDeliveries(), plan.deliveries(), LIMIT_SECONDS);
        } finally {
            child.close();
        }
    }

    private static Section section(Map<String, Map<String, List<Double>>> rates) {
        List<Line> lines = new ArrayList<>();
        rates.forEach((condition, subjects) -> subjects.forEach(
                (subject, runs) -> lines.add(new Line(condition, subject, Map.of(RATE, new Sample(runs))))));
        Section section = new Section(NAME, "how many webhooks a second", RATE, List.of(RAW, CAMEL), lines, List.of());
        List<Goal> goals = new ArrayList<>();
        section.ratio(HEALTHY, TOCSIN, RAW)
                .ifPresent(ratio -> goals.add(new Goal("Tocsin / raw client", true, GOAL_RAW, ratio)));
        section.ratio(HEALTHY, TOCSIN, CAMEL)
                .ifPresent(ratio -> goals.add(new Goal("Tocsin / Camel route", true, GOAL_CAMEL, ratio)));
        Optional<Sample> healthy = sample(lines, HEALTHY);
        sample(lines, HANGING)
                .flatMap(hanging -> healthy.map(hanging::timesOf))
                .ifPresent(ratio ->
                        goals.add(new Goal("Tocsin, one in ten hangs / all healthy", true, GOAL_HANGING, ratio)));
        return section.with(goals);
    }

    private static Optional<Sample> sample(List<Line> lines, String condition) {
        return lines.stream()
                .filter(line ->
                        line.condition().equals(condition) && line.subject().equals(TOCSIN))
                .flatMap(line -> Stream.ofNullable(line.samples().get(RATE)))
                .findFirst();
    }
}
