package uk.tocsin.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void medianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Sample.of(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Sample.of(4, 1, 2, 9).median()).isEqualTo(3);
    }

    @Test
    void ratioIsMadeOfRunsSideBySideSoThatASlowMinuteCountsForBoth() {
        Sample tocsin = Sample.of(100, 10, 100);
        Sample reference = Sample.of(200, 20, 50);

        assertThat(tocsin.timesOf(reference)).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void runsOfDifferentNumberCannotBeCompared() {
        assertThatIllegalArgumentException().isThrownBy(() -> Sample.of(1).timesOf(Sample.of(1, 2)));
    }

    @Test
    void noRunIsNoSample() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sample(List.of()));
    }
}
