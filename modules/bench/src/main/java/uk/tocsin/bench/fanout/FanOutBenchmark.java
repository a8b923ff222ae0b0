package uk.tocsin.bench.fanout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import uk.tocsin.bench.events.Publishing;
import uk.tocsin.bench.report.Goal;
import uk.tocsin.bench.report.Line;
import uk.tocsin.bench.report.Sample;
import uk.tocsin.bench.report.Section;
import uk.tocsin.bench.stack.Broker;
import uk.tocsin.bench.stack.Cast;
import uk.tocsin.bench.stack.Child;
import uk.tocsin.bench.stack.HubProcess;
import uk.tocsin.bench.stack.Java;

/**
 * Council topics to inboxes, exactly once: Tocsin, the same by hand, the same by the book, and what the broker takes. In
 * every repetition each works off the same events, one after another and alone on the machine.
 */
public final class FanOutBenchmark {

    /** As the command line knows it. */
    public static final String NAME = "fan-out";

    private static final String EVENTS = "events/s";
    private static final String RECORDS = "records/s";
    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** How often one incident is spoken of. */
    private static final int REVISIONS = 10;

    private static final int GOAL_WIDTH = 50;

    private final Path home;
    private final Plan plan;
    private final Consumer<String> progress;

    /**
     * What is measured.
     *
     * @param widths to how many inboxes every event goes
     * @param repetitions of everything, from 1
     * @param records that each writes while it is measured
     * @param warmUp how many times as many go before, to warm up
     */
    public record Plan(List<Integer> widths, int repetitions, int records, int warmUp) {

        int measured(int width) {
            return Math.max(1, records / width);
        }

        int warmUp(int width) {
            return measured(width) * warmUp;
        }
    }

    /**
     * A benchmark.
     *
     * @param home a folder for everything that is kept while it runs
     * @param progress is told what is being done
     */
    public FanOutBenchmark(Path home, Plan plan, Consumer<String> progress) {
        this.home = home;
        this.plan = plan;
        this.progress = progress;
    }

    /** Runs it. The hub beside the broker has no role but ingress, which enters the directory and then is idle. */
    public Section run() throws InterruptedException {
        Map<Integer, Map<String, List<Double>>> rates = new LinkedHashMap<>();
        try (HubProcess hub = HubProcess.start(home, Java.SERVER, List.of("--tocsin.roles=ingress"));
                Broker broker = new Broker(hub.addresses().broker())) {
            Cast.enter(hub, plan.widths());
            int round = 0;
            for (int width : plan.widths()) {
                createTargets(broker, width);
                for (int repetition = 0; repetition < plan.repetitions(); repetition++) {
                    round(hub, broker, ++round, width)
                            .forEach((subject, rate) -> rates.computeIfAbsent(width, first -> new LinkedHashMap<>())
                                    .computeIfAbsent(subject, first -> new ArrayList<>())
                                    .add(rate));
                }
            }
        }
        return section(rates);
    }

    private static void createTargets(Broker broker, int width) {
        Stream.of(Contender.values())
                .filter(contender -> contender != Contender.TOCSIN)
                .forEach(contender -> broker.create(contender.targets(width), 1));
        broker.create(List.of(ProducerTool.TOPIC + width), width);
    }

    /** Everyone once. The order turns from round to round, so that no place in it is anyone's. */
    private Map<String, Double> round(HubProcess hub, Broker broker, int round, int width) throws InterruptedException {
        Codec codec = new Codec(hub.addresses().registry(), Cast.circle(width));
        int events = plan.warmUp(width) + plan.measured(width);
        new Publishing(hub.addresses()).publish(round, events, Cast.circle(width), REVISIONS);
        List<Contender> order = new ArrayList<>(List.of(Contender.values()));
        Collections.rotate(order, round);
        Map<String, Double> rates = new LinkedHashMap<>();
        Stream.of(Contender.values()).forEach(contender -> rates.put(contender.title, 0.0));
        for (Contender contender : order) {
            double rate = measure(hub, broker, contender, round, width);
            rates.put(contender.title, rate);
            tell(width, contender.title, rate);
        }
        ProducerTool tool = new ProducerTool(hub.addresses().broker(), home);
        double rate = tool.rate(codec, width, plan.warmUp(width), plan.measured(width)) / width;
        rates.put(ProducerTool.TITLE, rate);
        tell(width, ProducerTool.TITLE, rate);
        return rates;
    }

    private void tell(int width, String subject, double rate) {
        progress.accept("%s, %d inboxes, %s: %.0f events/s".formatted(NAME, width, subject, rate));
    }

    private double measure(HubProcess hub, Broker broker, Contender contender, int round, int width)
            throws InterruptedException {
        HubProcess.Addresses at = hub.addresses();
        List<String> targets = contender.targets(width);
        Map<TopicPartition, Long> before = broker.ends(targets);
        long from = broker.committed(contender.group, Cast.sources());
        Assignment assignment = new Assignment(at.broker(), at.registry(), contender.group, Cast.sources(), targets);
        double rate = rate(broker, contender, assignment, from, width);
        Map<TopicPartition, Long> after = broker.ends(targets);
        Receipts receipts = new Receipts(round, plan.warmUp(width) + plan.measured(width));
        receipts.read(at.broker(), before, after);
        receipts.requireAll(targets);
        broker.deleteBefore(after);
        return rate;
    }

    /** Of a contender that works in a process of its own meanwhile. */
    private double rate(Broker broker, Contender contender, Assignment assignment, long from, int width)
            throws InterruptedException {
        Child running = start(contender, assignment);
        try {
            return broker.rate(contender.group, Cast.sources(), from, plan.warmUp(width), plan.measured(width), LIMIT);
        } finally {
            running.close();
        }
    }

    private Child start(Contender contender, Assignment assignment) {
        Path output = home.resolve(contender.group + ".log");
        return Child.start(output, Java.SERVER, contender.program, assignment.arguments());
    }

    private Section section(Map<Integer, Map<String, List<Double>>> rates) {
        List<Line> lines = new ArrayList<>();
        rates.forEach((width, subjects) ->
                subjects.forEach((subject, runs) -> lines.add(line(width, subject, new Sample(runs)))));
        Section section = new Section(
                NAME,
                "how many events a second reach every inbox, exactly once",
                EVENTS,
                List.of(Contender.PLAIN.title, Contender.SPRING.title, ProducerTool.TITLE),
                lines,
                List.of());
        return section.with(Stream.of(goal(section, Contender.PLAIN, 0.9), goal(section, Contender.SPRING, 2.0))
                .flatMap(Optional::stream)
                .toList());
    }

    private static Line line(int width, String subject, Sample events) {
        Map<String, Sample> samples = new LinkedHashMap<>();
        samples.put(EVENTS, events);
        samples.put(
                RECORDS,
                new Sample(events.runs().stream().map(rate -> rate * width).toList()));
        return new Line(condition(width), subject, samples);
    }

    private static Optional<Goal> goal(Section section, Contender reference, double wanted) {
        return section.ratio(condition(GOAL_WIDTH), Contender.TOCSIN.title, reference.title)
                .map(ratio -> new Goal(condition(GOAL_WIDTH) + ", Tocsin / " + reference.title, true, wanted, ratio));
    }

    private static String condition(int width) {
        return width + " inboxes";
    }
}
