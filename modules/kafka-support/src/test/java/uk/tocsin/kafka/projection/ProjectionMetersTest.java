package uk.tocsin.kafka.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_COMMITTED;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_ROLLED_BACK;
import static org.springframework.transaction.support.TransactionSynchronization.STATUS_UNKNOWN;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import uk.tocsin.kafka.deadletter.DeadLetterReason;

class ProjectionMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ProjectionMeters meters = new ProjectionMeters(registry, "example");

    /** An increase shows only on a count that was there before. */
    @Test
    void everyReasonForADeadLetterIsCountedFromNought() {
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            assertThat(counted(reason.word())).isZero();
        }

        meters.deadLetter(DeadLetterReason.STALE_REVISION);

        assertThat(counted("stale-revision")).isEqualTo(1);
    }

    @Test
    void pollsThatAreRolledBackAreCountedUntilOneIsCommitted() {
        meters.afterCompletion(STATUS_ROLLED_BACK);
        meters.afterCompletion(STATUS_UNKNOWN);
        assertThat(failing()).isEqualTo(2);

        meters.afterCompletion(STATUS_COMMITTED);
        assertThat(failing()).isZero();
    }

    private double failing() {
        return registry.get("tocsin.projection.failing")
                .tag("projection", "example")
                .gauge()
                .value();
    }

    private double counted(String outcome) {
        return registry.get("tocsin.projection.records")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
