package uk.tocsin.partnerfanout.delivery;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import uk.tocsin.partnerfanout.line.DeliveryLine;

/** Down while what became of deliveries cannot be written: their positions hold, and nothing is lost or goes on. */
final class DeliveryHealth implements HealthIndicator {

    private final Deliveries deliveries;

    DeliveryHealth(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public Health health() {
        List<String> held = deliveries.lines().stream()
                .filter(DeliveryLine::isHeld)
                .map(line -> line.subscription().getSubscriptionId())
                .toList();
        return held.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("held", held).build();
    }
}
