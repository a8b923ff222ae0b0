package uk.tocsin.partnerfanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryProgressTest {

    @Test
    void positionIsTheLowestUnfinishedRecord() {
        var progress = new DeliveryProgress(100);
        LongStream.of(100, 101, 103).forEach(progress::begun);

        progress.finished(101);
        assertThat(progress.position()).isEqualTo(100);

        progress.finished(100);
        assertThat(progress.position()).isEqualTo(103);
        assertThat(progress.ahead()).isEqualTo(1);

        progress.finished(103);
        progress.readUpTo(110);
        assertThat(progress.position()).isEqualTo(110);
        assertThat(progress.note()).isEmpty();
    }

    @Test
    void noteTellsWhatIsFinishedAboveThePosition() {
        var progress = new DeliveryProgress(1_000_000);
        LongStream.range(1_000_000, 1_000_100).forEach(progress::begun);
        LongStream.range(1_000_000, 1_000_100).filter(offset -> offset % 7 != 0).forEach(progress::finished);

        var again = DeliveryProgress.of(progress.position(), progress.note());

        assertThat(again.position()).isEqualTo(progress.position());
        LongStream.range(1_000_000, 1_000_200)
                .forEach(offset -> assertThat(again.wants(offset)).isEqualTo(progress.wants(offset)));
        assertThat(again.note()).isEqualTo(progress.note());
    }

    @Test
    void noteThatWouldBeTooLongIsLeftOut() {
        var progress = new DeliveryProgress(0);
        LongStream.range(0, 5_000).forEach(progress::begun);

        assertThat(progress.note()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"of\":\"another make\"}", "v1:", "v2:1:0", "v1:1:-5", "v1:A"})
    void noteOfAnotherMakeCountsForNothing(String note) {
        var progress = DeliveryProgress.of(5, note);

        assertThat(progress.position()).isEqualTo(5);
        assertThat(progress.wants(5)).isTrue();
    }
}
