package uk.tocsin.partnerfanout.delivery;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.ToDoubleFunction;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.DeliveryResult;
import uk.tocsin.partnerfanout.inbox.InboxJson;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.line.DeliveryLine;
import uk.tocsin.partnerfanout.line.DeliveryLog;

/** Counts what is written down of deliveries on its way to where it is kept. Every count is there from the start, at nought. */
final class DeliveryMeters implements DeliveryLog {

    private final DeliveryLog log;
    private final MeterRegistry meters;
    private final Map<DeliveryResult, Counter> counters = new EnumMap<>(DeliveryResult.class);
    private final Map<DeliveryResult, Timer> timers = new EnumMap<>(DeliveryResult.class);

    DeliveryMeters(DeliveryLog log, MeterRegistry meters) {
        this.log = log;
        this.meters = meters;
        for (DeliveryResult outcome : DeliveryResult.values()) {
            String word = InboxJson.written(outcome);
            counters.put(
                    outcome,
                    Counter.builder("tocsin.deliveries")
                            .description("Entries on the topic of deliveries, by what became of the event")
                            .tag("outcome", word)
                            .register(meters));
            timers.put(
                    outcome,
                    Timer.builder("tocsin.delivery.attempt")
                            .description("How long attempts to deliver took, by what became of the event")
                            .tag("outcome", word)
                            .register(meters));
        }
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
        requireNonNull(counters.get(event.getOutcome())).increment();
        Long latency = event.getLatencyMillis();
        if (latency != null) {
            requireNonNull(timers.get(event.getOutcome())).record(Duration.ofMillis(latency));
        }
    }

    /** Shows how the lines stand. */
    void watch(Deliveries deliveries) {
        gauge(
                "tocsin.deliveries.held",
                "Subscriptions whose position holds",
                deliveries,
                line -> line.isHeld() ? 1 : 0);
        gauge(
                "tocsin.deliveries.circuits.open",
                "Endpoints that are taken for down",
                deliveries,
                line -> line.isOpenCircuit() ? 1 : 0);
        gauge("tocsin.deliveries.in.flight", "Events that are out", deliveries, DeliveryLine::inFlight);
        gauge("tocsin.deliveries.subscriptions", "Subscriptions that are delivered here", deliveries, line -> 1);
    }

    private void gauge(String name, String description, Deliveries deliveries, ToDoubleFunction<DeliveryLine> of) {
        Gauge.builder(
                        name,
                        deliveries,
                        running -> running.lines().stream().mapToDouble(of).sum())
                .description(description)
                .register(meters);
    }
}
