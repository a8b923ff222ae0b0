package uk.tocsin.partnerfanout.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import uk.tocsin.partnerfanout.position.Positions.Start;

/** Promise 7 for subscriptions: only one that never had a position begins anew. */
class PositionsTest {

    @Test
    void newSubscriptionBeginsWhereTheInboxStoodWhenItWasMade() {
        assertThat(position(Positions.start(null, false, 3, 40))).isEqualTo(40);
        assertThat(position(Positions.start(null, false, 50, 40))).isEqualTo(50);
    }

    @Test
    void knownPositionIsGoneOnFrom() {
        assertThat(position(Positions.start(new OffsetAndMetadata(12), true, 3, 40)))
                .isEqualTo(12);
        assertThat(position(Positions.start(new OffsetAndMetadata(3), false, 3, 40)))
                .isEqualTo(3);
    }

    @Test
    void positionThatIsGoneIsLost() {
        assertThat(Positions.start(null, true, 3, 40)).isInstanceOf(Start.Lost.class);
    }

    @Test
    void positionBehindWhatTheInboxStillHoldsIsLost() {
        assertThat(Positions.start(new OffsetAndMetadata(2), true, 3, 40)).isInstanceOf(Start.Lost.class);
    }

    private static long position(Start start) {
        return assertThat(start)
                .asInstanceOf(type(Start.From.class))
                .actual()
                .progress()
                .position();
    }
}
