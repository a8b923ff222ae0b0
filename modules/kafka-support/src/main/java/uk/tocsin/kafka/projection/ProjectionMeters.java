package uk.tocsin.kafka.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import uk.tocsin.kafka.deadletter.DeadLetterReason;

/** Counts what became of source records. An attempt that was rolled back counts too. */
final class ProjectionMeters {

    private final MeterRegistry registry;
    private final String projection;

    ProjectionMeters(MeterRegistry registry, String projection) {
        this.registry = registry;
        this.projection = projection;
    }

    void projected() {
        count("projected");
    }

    void duplicate() {
        count("duplicate");
    }

    /** A subject whose readers were brought in line with the directory. */
    void followed() {
        count("directory-followed");
    }

    void deadLetter(DeadLetterReason reason) {
        count(reason.word());
    }

    private void count(String outcome) {
        Counter.builder("tocsin.projection.records")
                .description("Source records by what became of them")
                .tag("projection", projection)
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }
}
