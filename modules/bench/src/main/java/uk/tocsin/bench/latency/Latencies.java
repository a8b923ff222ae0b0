package uk.tocsin.bench.latency;

import java.time.Duration;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How late each event of a run is at one place. Safe for several threads. */
final class Latencies {

    static final String MEDIAN = "p50 ms";
    static final String P99 = "p99 ms";
    static final String P999 = "p99.9 ms";
    static final String WORST = "worst ms";

    /** Longer than any wait: what takes longer has failed. */
    private static final Duration MOST = Duration.ofMinutes(2);

    private static final int DIGITS = 3;
    private static final double MICROS = 1_000;

    private final Timeline timeline;
    private final int warmUp;
    private final Histogram histogram = new Histogram(TimeUnit.MICROSECONDS.convert(MOST), DIGITS);
    private final BitSet arrived = new BitSet();
    private final CountDownLatch missing;

    /**
     * Nothing has arrived yet.
     *
     * @param warmUp how many events at the beginning do not count
     * @param events how many there are with those
     */
    Latencies(Timeline timeline, int warmUp, int events) {
        this.timeline = timeline;
        this.warmUp = warmUp;
        this.missing = new CountDownLatch(events);
    }

    /**
     * Notes that an event has arrived.
     *
     * @param at when, as {@link System#nanoTime()} has it
     * @throws IllegalStateException when it had arrived before
     */
    synchronized void note(int index, long at) {
        if (arrived.get(index)) {
            throw new IllegalStateException("event " + index + " arrived twice");
        }
        arrived.set(index);
        if (index >= warmUp) {
            long micros = TimeUnit.NANOSECONDS.toMicros(at - timeline.due(index));
            histogram.recordValue(Math.max(0, Math.min(micros, TimeUnit.MICROSECONDS.convert(MOST))));
        }
        missing.countDown();
    }

    /**
     * Waits until every event has arrived.
     *
     * @throws IllegalStateException when that takes too long: then one was lost
     */
    void awaitAll() throws InterruptedException {
        if (!missing.await(MOST.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(missing.getCount() + " events never arrived");
        }
    }

    /** Percentiles in milliseconds, by their names. */
    synchronized Map<String, Double> percentiles() {
        Map<String, Double> percentiles = new LinkedHashMap<>();
        percentiles.put(MEDIAN, histogram.getValueAtPercentile(50) / MICROS);
        percentiles.put(P99, histogram.getValueAtPercentile(99) / MICROS);
        percentiles.put(P999, histogram.getValueAtPercentile(99.9) / MICROS);
        percentiles.put(WORST, histogram.getMaxValue() / MICROS);
        return percentiles;
    }
}
