package uk.tocsin.bench.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import uk.tocsin.bench.report.Goal;
import uk.tocsin.bench.report.Line;
import uk.tocsin.bench.report.Sample;
import uk.tocsin.bench.report.Section;
import uk.tocsin.bench.stack.Cast;
import uk.tocsin.bench.stack.Footprint;
import uk.tocsin.bench.stack.HubApi;
import uk.tocsin.bench.stack.SiteProcess;

/** Thousands of readers of {@code /events} at one site: what they take, and how soon the last of them is told. */
final class CrowdBenchmark {

    private static final String CONDITION = "-Xmx512m";
    private static final String HELD = "readers held";
    private static final int EVENTS = 10;
    private static final long LIMIT_SECONDS = 60;
    private static final long MOST_MICROS = TimeUnit.SECONDS.toMicros(LIMIT_SECONDS);
    private static final double MICROS = 1_000;
    private static final double KIB_IN_MIB = 1024;

    private CrowdBenchmark() {}

    /** Lets readers in, publishes some incidents one after the other, and waits each time until every reader knows. */
    static Map<String, Double> run(HubApi council, String publisher, SiteProcess site, int readers)
            throws InterruptedException {
        Footprint before = Footprint.of(site.process().pid());
        try (Crowd crowd = new Crowd(site.address())) {
            crowd.join(readers);
            Histogram latencies = new ConcurrentHistogram(MOST_MICROS, 3);
            for (int event = 0; event < EVENTS; event++) {
                publish(council, publisher, crowd, readers, latencies);
            }
            Footprint with = Footprint.of(site.process().pid());
            Map<String, Double> run = new LinkedHashMap<>();
            run.put(HELD, (double) readers - crowd.lost());
            run.put("p50 ms", latencies.getValueAtPercentile(50) / MICROS);
            run.put("p99 ms", latencies.getValueAtPercentile(99) / MICROS);
            run.put("worst ms", latencies.getMaxValue() / MICROS);
            run.put("heap MiB", with.heapMiB());
            run.put("heap KiB a reader", (with.heapMiB() - before.heapMiB()) * KIB_IN_MIB / readers);
            run.put("resident MiB", with.residentMiB());
            run.put("threads", (double) with.threads());
            return run;
        }
    }

    private static void publish(HubApi council, String publisher, Crowd crowd, int readers, Histogram latencies)
            throws InterruptedException {
        UUID eventId = UUID.randomUUID();
        CountDownLatch missing = new CountDownLatch(readers);
        long posted = System.nanoTime();
        crowd.await(eventId.toString(), at -> {
            latencies.recordValue(Math.min(MOST_MICROS, TimeUnit.NANOSECONDS.toMicros(at - posted)));
            missing.countDown();
        });
        council.postIncident(publisher, eventId, Cast.circle(1));
        if (!missing.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    missing.getCount() + " readers were not told; " + crowd.lost() + " have gone");
        }
    }

    static Section section(String name, int readers, Map<String, List<Double>> runs) {
        Map<String, Sample> samples = new LinkedHashMap<>();
        runs.forEach((quantity, values) -> samples.put(quantity, new Sample(values)));
        Sample held = samples.get(HELD);
        List<Goal> goals = held == null
                ? List.of()
                : List.of(new Goal("readers held with 512 MiB of heap", true, readers, held.least()));
        return new Section(
                name,
                "how soon many readers of live updates are told, from the council's POST on",
                HELD,
                List.of(),
                List.of(new Line(CONDITION, readers + " readers", samples)),
                goals);
    }
}
