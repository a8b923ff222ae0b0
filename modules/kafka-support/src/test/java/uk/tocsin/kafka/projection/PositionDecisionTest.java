package uk.tocsin.kafka.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionDecisionTest {

    @Test
    void beginsWhereNobodyHasReadBefore() {
        assertThat(PositionDecision.of(false, false)).isEqualTo(PositionDecision.BEGIN);
    }

    @Test
    void noticesAPositionThatIsGone() {
        assertThat(PositionDecision.of(false, true)).isEqualTo(PositionDecision.LOST);
    }

    @Test
    void goesOnFromAKnownPosition() {
        assertThat(PositionDecision.of(true, true)).isEqualTo(PositionDecision.CONTINUE);
    }

    @Test
    void marksWhatWasBegunWithoutAMarker() {
        assertThat(PositionDecision.of(true, false)).isEqualTo(PositionDecision.CONTINUE_AND_MARK);
    }
}
