package uk.tocsin.partnerfanout.line;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast an endpoint may be called: whether it is taken for down, and until when it is left alone as a whole. While it is
 * taken for down, one attempt at a time probes it.
 */
final class EndpointPace {

    private final DeliveryLimits limits;
    private final Supplier<Double> random;
    private final Circuit circuit;
    private Instant quietUntil = Instant.MIN;

    EndpointPace(DeliveryLimits limits, Supplier<Double> random) {
        this.limits = limits;
        this.random = random;
        this.circuit = new Circuit(limits.circuitThreshold());
    }

    boolean isDown() {
        return circuit.isOpen();
    }

    /** How many attempts may be under way at once. */
    int mostInFlight() {
        return circuit.isOpen() ? 1 : limits.maxInFlight();
    }

    Instant quietUntil() {
        return quietUntil;
    }

    /** It may be called at once, as after a change. */
    void resume() {
        quietUntil = Instant.MIN;
    }

    /** It answered as it should; whether it was taken for down until then. */
    boolean succeeded() {
        boolean closing = circuit.succeeded();
        if (closing) {
            resume();
        }
        return closing;
    }

    /** It failed; whether it is taken for down from now on. */
    boolean failed() {
        return circuit.failed();
    }

    /**
     * How long to wait after a failure.
     *
     * @param attempts how often this event has been tried
     * @param asked by the endpoint, or null
     */
    Duration delay(int attempts, @Nullable Duration asked) {
        int failures = circuit.isOpen() ? circuit.failuresWhileOpen() : attempts;
        return limits.retries().delay(failures, random.get(), asked);
    }

    /** It is left alone as a whole until {@code until}, if that is later than before; whether it is. */
    boolean quiet(Instant until) {
        boolean later = until.isAfter(quietUntil);
        quietUntil = later ? until : quietUntil;
        return later;
    }
}
