package uk.tocsin.kafka;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import uk.tocsin.kafka.projection.PositionGuard;

/** Down while a position is lost: reading has stopped, and only a person can say from where it goes on. */
final class PositionHealth implements HealthIndicator {

    private final PositionGuard guard;

    PositionHealth(PositionGuard guard) {
        this.guard = guard;
    }

    @Override
    public Health health() {
        var lost = guard.lost();
        var health = lost.isEmpty() ? Health.up() : Health.down();
        lost.forEach((group, partitions) -> health.withDetail(group, partitions.toString()));
        return health.build();
    }
}
