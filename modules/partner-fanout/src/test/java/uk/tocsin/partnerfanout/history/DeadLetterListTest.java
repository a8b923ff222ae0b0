package uk.tocsin.partnerfanout.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.DeliveryResult;
import uk.tocsin.partnerfanout.Examples;

class DeadLetterListTest {

    @Test
    void whatWasGivenUpAndNotTakenSinceIsListedInTheOrderOfTheInbox() {
        var history = List.of(
                entry(7, DeliveryResult.DEAD_LETTER),
                entry(3, DeliveryResult.WILL_RETRY),
                entry(3, DeliveryResult.DEAD_LETTER),
                entry(4, DeliveryResult.DELIVERED),
                entry(5, DeliveryResult.DEAD_LETTER),
                entry(5, DeliveryResult.DELIVERED),
                entry(6, DeliveryResult.WITHHELD),
                entry(-1, DeliveryResult.TESTED));

        assertThat(DeadLetterList.of(history, event -> true))
                .extracting(DeliveryEvent::getInboxOffset)
                .containsExactly(3L, 7L);
    }

    @Test
    void whatCanNeverBeReadIsNotAmongThem() {
        DeliveryEvent noise = DeliveryEvent.newBuilder(entry(1, DeliveryResult.DEAD_LETTER))
                .setEventId(null)
                .build();

        assertThat(DeadLetterList.of(List.of(noise), event -> true)).isEmpty();
    }

    @Test
    void oneEventOrARangeOfTimeCanBeAskedFor() {
        var history = List.of(entry(1, DeliveryResult.DEAD_LETTER), entry(2, DeliveryResult.DEAD_LETTER));

        assertThat(DeadLetterList.of(history, DeadLetterList.event(new UUID(9, 2))))
                .extracting(DeliveryEvent::getInboxOffset)
                .containsExactly(2L);
        assertThat(DeadLetterList.of(
                        history, DeadLetterList.between(Examples.TIME.plusSeconds(1), Examples.TIME.plusSeconds(2))))
                .extracting(DeliveryEvent::getInboxOffset)
                .containsExactly(1L);
    }

    private static DeliveryEvent entry(long offset, DeliveryResult result) {
        return DeliveryEvent.newBuilder()
                .setSubscriptionId("dover-example")
                .setMemberId("dover")
                .setEventId(new UUID(9, offset))
                .setInboxOffset(offset)
                .setOutcome(result)
                .setRecordedAt(Examples.TIME.plusSeconds(offset))
                .build();
    }
}
