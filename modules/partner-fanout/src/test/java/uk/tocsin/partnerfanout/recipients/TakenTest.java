package uk.tocsin.partnerfanout.recipients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.tocsin.partnerfanout.position.DeliveryProgress;
import uk.tocsin.partnerfanout.recipients.Taken.Answer;
import uk.tocsin.partnerfanout.recipients.Taken.Way;

class TakenTest {

    @Test
    void everyWayThatHasComePastThePlaceIsNamed() {
        var taken = Taken.of(
                7L,
                Map.of(
                        Way.WEBHOOK, List.of(upTo(7), upTo(8)),
                        Way.KAFKA, List.of(upTo(9)),
                        Way.PULL, List.of(upTo(7))));

        assertThat(taken.answer()).isEqualTo(Answer.YES);
        assertThat(taken.by()).containsExactly(Way.WEBHOOK, Way.KAFKA);
    }

    @Test
    void memberOfWhoseReadersNoneHasComeSoFarHasNotTakenIt() {
        assertThat(Taken.of(7L, Map.of(Way.KAFKA, List.of(upTo(7)))).answer()).isEqualTo(Answer.NO);
    }

    /** An incident that its endpoint does not take holds the position, and lets others go on beyond it. */
    @Test
    void whatIsFinishedBeyondAPositionThatHoldsIsTaken() {
        DeliveryProgress holds = upTo(3);
        holds.finished(7, 8);

        assertThat(Taken.of(7L, Map.of(Way.WEBHOOK, List.of(holds))).answer()).isEqualTo(Answer.YES);
        assertThat(Taken.of(6L, Map.of(Way.WEBHOOK, List.of(holds))).answer()).isEqualTo(Answer.NO);
    }

    @Test
    void nothingIsSaidOfWhatTheInboxNoLongerHoldsNorOfWhoReadsInNoKnownWay() {
        assertThat(Taken.of(null, Map.of(Way.KAFKA, List.of(upTo(100))))).isEqualTo(Taken.UNKNOWN);
        assertThat(Taken.of(7L, Map.of())).isEqualTo(Taken.UNKNOWN);
    }

    private static DeliveryProgress upTo(long offset) {
        return new DeliveryProgress(offset);
    }
}
