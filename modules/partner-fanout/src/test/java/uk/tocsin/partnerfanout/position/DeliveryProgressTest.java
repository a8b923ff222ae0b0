package uk.tocsin.partnerfanout.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryProgressTest {

    @Test
    void whatTwoHaveFinishedIsFinishedWhenTheyArePutTogether() {
        var one = new DeliveryProgress(0);
        one.finished(0, 10);
        one.finished(20, 30);
        var other = new DeliveryProgress(0);
        other.finished(8, 20);
        other.finished(40, 50);

        one.add(other);

        assertThat(one.position()).isEqualTo(30);
        assertThat(one.wants(45)).isFalse();
        assertThat(one.wants(35)).isTrue();
        assertThat(DeliveryProgress.of(30, one.note()).wants(45)).isFalse();
    }

    @Test
    void positionIsTheLowestUnfinishedRecord() {
        var progress = new DeliveryProgress(100);
        LongStream.of(100, 101, 103).forEach(progress::seen);

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
        LongStream.range(1_000_000, 1_000_100).forEach(progress::seen);
        LongStream.range(1_000_000, 1_000_100).filter(offset -> offset % 7 != 0).forEach(progress::finished);

        var again = DeliveryProgress.of(progress.position(), progress.note());

        assertThat(again.position()).isEqualTo(progress.position());
        LongStream.range(1_000_000, 1_000_200)
                .forEach(offset -> assertThat(again.wants(offset)).isEqualTo(progress.wants(offset)));
        assertThat(again.note()).isEqualTo(progress.note());
    }

    /** Once, one of a thousand stretches took more of the stack than there is, and a member can write one beside its own position. */
    @Test
    void longestNoteIsReadWithoutMoreOfTheStack() {
        var progress = new DeliveryProgress(0);
        for (long offset = 1; offset < 1_998; offset += 2) {
            progress.finished(offset);
        }

        var again = DeliveryProgress.of(progress.position(), progress.note());

        assertThat(progress.note()).hasSizeGreaterThan(DeliveryProgress.MAX_NOTE - 10);
        assertThat(again.note()).isEqualTo(progress.note());
    }

    @Test
    void noteThatWouldBeTooLongIsLeftOut() {
        var progress = new DeliveryProgress(0);
        LongStream.range(0, 10_000).forEach(progress::seen);
        LongStream.range(0, 10_000).filter(offset -> offset % 2 == 1).forEach(progress::finished);

        assertThat(progress.note()).isEmpty();
    }

    @Test
    void manyFinishedBeyondOneThatIsNotAreOneStretch() {
        var progress = new DeliveryProgress(0);
        LongStream.range(0, 10_000).forEach(progress::seen);
        LongStream.range(1, 10_000).forEach(progress::finished);

        assertThat(progress.note()).isEqualTo("v2:1.7pr:");
        assertThat(progress.ahead()).isEqualTo(10_000);

        progress.finished(0);
        assertThat(progress.position()).isEqualTo(10_000);
        assertThat(progress.note()).isEmpty();
    }

    @Test
    void whereThereIsNoRecordNothingIsLeftToDo() {
        var progress = new DeliveryProgress(5);
        progress.seen(7);
        progress.seen(9);
        progress.readUpTo(12);

        assertThat(progress.wants(5)).isFalse();
        assertThat(progress.position()).isEqualTo(7);
        progress.finished(9);
        progress.finished(7);
        assertThat(progress.position()).isEqualTo(12);
    }

    @Test
    void noteTellsWhenEachWasFirstTriedUntilItIsFinished() {
        var progress = new DeliveryProgress(100);
        LongStream.range(100, 110).forEach(progress::seen);
        Instant first = Instant.parse("2024-01-19T09:00:00Z");
        progress.tried(104, first);
        progress.tried(104, first.plusSeconds(60));
        progress.tried(107, first.plusSeconds(120));
        progress.finished(107);

        var again = DeliveryProgress.of(progress.position(), progress.note());

        assertThat(again.tried(104, first.plusSeconds(999))).isEqualTo(first);
        assertThat(again.tried(107, first.plusSeconds(999))).isEqualTo(first.plusSeconds(999));
        assertThat(again.wants(107)).isFalse();
    }

    @Test
    void timesAreLeftOutBeforeWhatIsFinishedIs() {
        var progress = new DeliveryProgress(0);
        LongStream.range(0, 1_000).forEach(progress::seen);
        LongStream.range(500, 1_000).forEach(progress::finished);
        LongStream.range(0, 500).forEach(offset -> progress.tried(offset, Instant.parse("2024-01-19T09:00:00Z")));

        assertThat(progress.note()).isEqualTo("v2:dw.dw:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"of\":\"another make\"}", "v1:", "v1:1:0", "v2:1.-5:", "v2:A.1:", "v2:1.1"})
    void noteOfAnotherMakeCountsForNothing(String note) {
        var progress = DeliveryProgress.of(5, note);

        assertThat(progress.position()).isEqualTo(5);
        assertThat(progress.wants(5)).isTrue();
    }
}
