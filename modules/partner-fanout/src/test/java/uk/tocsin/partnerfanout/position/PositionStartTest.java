package uk.tocsin.partnerfanout.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

/** Promise 7 for subscriptions: only one that never had a position begins anew. */
class PositionStartTest {

    @Test
    void newSubscriptionBeginsWhereTheInboxStoodWhenItWasMade() {
        assertThat(position(PositionStart.of(null, false, 3, 40))).isEqualTo(40);
        assertThat(position(PositionStart.of(null, false, 50, 40))).isEqualTo(50);
    }

    @Test
    void knownPositionIsGoneOnFrom() {
        assertThat(position(PositionStart.of(new OffsetAndMetadata(12), true, 3, 40)))
                .isEqualTo(12);
        assertThat(position(PositionStart.of(new OffsetAndMetadata(3), false, 3, 40)))
                .isEqualTo(3);
    }

    @Test
    void positionThatIsGoneIsLost() {
        assertThat(PositionStart.of(null, true, 3, 40)).isInstanceOf(PositionStart.Lost.class);
    }

    @Test
    void positionBehindWhatTheInboxStillHoldsIsLost() {
        assertThat(PositionStart.of(new OffsetAndMetadata(2), true, 3, 40)).isInstanceOf(PositionStart.Lost.class);
    }

    private static long position(PositionStart start) {
        return assertThat(start)
                .asInstanceOf(type(PositionStart.From.class))
                .actual()
                .progress()
                .position();
    }
}
