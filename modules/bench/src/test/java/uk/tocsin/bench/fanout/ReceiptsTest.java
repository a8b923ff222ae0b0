package uk.tocsin.bench.fanout;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private final Receipts receipts = new Receipts(7, 2);

    @Test
    void everyEventOnceAtEveryTargetIsAccepted() {
        for (String target : List.of("a", "b")) {
            receipts.note(target, new UUID(7, 0));
            receipts.note(target, new UUID(7, 1));
        }

        assertThatCode(() -> receipts.requireAll(List.of("a", "b"))).doesNotThrowAnyException();
    }

    @Test
    void secondCopyIsNotExactlyOnce() {
        receipts.note("a", new UUID(7, 0));

        assertThatIllegalStateException().isThrownBy(() -> receipts.note("a", new UUID(7, 0)));
    }

    @Test
    void missingEventIsNotExactlyOnce() {
        receipts.note("a", new UUID(7, 0));

        assertThatIllegalStateException().isThrownBy(() -> receipts.requireAll(List.of("a")));
    }

    @Test
    void targetThatReceivedNothingIsMissed() {
        assertThatIllegalStateException().isThrownBy(() -> receipts.requireAll(List.of("a")));
    }

    @Test
    void eventOfAnotherRoundIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> receipts.note("a", new UUID(6, 0)));
    }
}
