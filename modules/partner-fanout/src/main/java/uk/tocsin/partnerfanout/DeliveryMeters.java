package uk.tocsin.partnerfanout;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.ToDoubleFunction;
import uk.tocsin.contracts.DeliveryEvent;

/** Counts what is written down of deliveries on its way to where it is kept. */
final class DeliveryMeters implements DeliveryLog {

    private final DeliveryLog log;
    private final MeterRegistry meters;

    DeliveryMeters(DeliveryLog log, MeterRegistry meters) {
        this.log = log;
        this.meters = meters;
    }

    @Override
    public CompletionStage<?> write(DeliveryEvent event) {
        return log.write(event).thenRun(() -> count(event));
    }

    @Override
    public CompletionStage<?> giveUp(InboxRecord record, DeliveryEvent event) {
        return log.giveUp(record, event).thenRun(() -> count(event));
    }

    private void count(DeliveryEvent event) {
        String outcome = InboxJson.written(event.getOutcome());
        meters.counter("tocsin.deliveries", "outcome", outcome).increment();
        Long latency = event.getLatencyMillis();
        if (latency != null) {
            meters.timer("tocsin.delivery.attempt", "outcome", outcome).record(Duration.ofMillis(latency));
        }
    }

    /** Shows how the lines stand. */
    void watch(Deliveries deliveries) {
        gauge("tocsin.deliveries.held", deliveries, line -> line.isHeld() ? 1 : 0);
        gauge("tocsin.deliveries.circuits.open", deliveries, line -> line.isOpenCircuit() ? 1 : 0);
        gauge("tocsin.deliveries.in.flight", deliveries, DeliveryLine::inFlight);
        gauge("tocsin.deliveries.subscriptions", deliveries, line -> 1);
    }

    private void gauge(String name, Deliveries deliveries, ToDoubleFunction<DeliveryLine> of) {
        Gauge.builder(
                        name,
                        deliveries,
                        running -> running.lines().stream().mapToDouble(of).sum())
                .register(meters);
    }
}
