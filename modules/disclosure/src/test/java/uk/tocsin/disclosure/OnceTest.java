package uk.tocsin.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceTest {

    @Test
    void isMadeWhenFirstAskedForAndNeverAgain() {
        AtomicInteger made = new AtomicInteger();
        Once<Integer> once = new Once<>(made::incrementAndGet);

        assertThat(made).hasValue(0);
        assertThat(once.get()).isEqualTo(1);
        assertThat(once.get()).isEqualTo(1);
    }
}
