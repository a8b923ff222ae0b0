package uk.tocsin.kafka.projection;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.transaction.support.TransactionSynchronization;
import uk.tocsin.kafka.deadletter.DeadLetterReason;

/**
 * Counts what became of source records, where an attempt that was rolled back counts too, how many wait, and whether it gets on at all. Every count is
 * there from the start, at nought: one that came with its first dead letter would show no increase.
 */
final class ProjectionMeters implements TransactionSynchronization {

    /** What a consumer says of each partition that it has. */
    private static final String LAG = "records-lag";

    private final MeterRegistry registry;
    private final String projection;
    private final AtomicInteger failing = new AtomicInteger();
    private final Counter projected;
    private final Counter duplicate;
    private final Counter followed;
    private final Map<DeadLetterReason, Counter> deadLetters = new EnumMap<>(DeadLetterReason.class);

    ProjectionMeters(MeterRegistry registry, String projection) {
        this.registry = registry;
        this.projection = projection;
        projected = counter("projected");
        duplicate = counter("duplicate");
        followed = counter("directory-followed");
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            deadLetters.put(reason, counter(reason.word()));
        }
        Gauge.builder("tocsin.projection.failing", failing, AtomicInteger::get)
                .description("Polls in a row that were rolled back; nothing is lost, and nothing goes on")
                .tag("projection", projection)
                .register(registry);
    }

    /** A poll that was not committed comes again. */
    @Override
    public void afterCompletion(int status) {
        failing.updateAndGet(before -> status == STATUS_COMMITTED ? 0 : before + 1);
    }

    void projected() {
        projected.increment();
    }

    void duplicate() {
        duplicate.increment();
    }

    /** A subject whose readers were brought in line with the directory. */
    void followed() {
        followed.increment();
    }

    void deadLetter(DeadLetterReason reason) {
        requireNonNull(deadLetters.get(reason)).increment();
    }

    /**
     * Shows how many records wait to be read, in all partitions that this process has; it is no number (NaN) while the projection does
     * not run here, so that a stopped projection does not look like one with nothing to do.
     */
    void lagOf(MessageListenerContainer container) {
        Gauge.builder("tocsin.projection.lag", container, ProjectionMeters::lag)
                .description("Source records that the projection has still to read")
                .tag("projection", projection)
                .register(registry);
    }

    private static double lag(MessageListenerContainer container) {
        if (!container.isRunning()) {
            return Double.NaN;
        }
        return container.metrics().values().stream()
                .flatMap(metrics -> metrics.values().stream())
                .filter(metric -> metric.metricName().name().equals(LAG))
                .mapToDouble(metric -> (Double) metric.metricValue())
                .filter(Double::isFinite)
                .sum();
    }

    private Counter counter(String outcome) {
        return Counter.builder("tocsin.projection.records")
                .description("Source records by what became of them")
                .tag("projection", projection)
                .tag("outcome", outcome)
                .register(registry);
    }
}
