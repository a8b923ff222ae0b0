package uk.tocsin.partnerfanout.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the subscriptions of one member may do together, in simulated time. */
class MemberPaceTest {

    private final SimulatedTime time = new SimulatedTime();
    private final List<String> begun = new ArrayList<>();

    @Test
    void noMoreAreOutAtOnceThanMayBe() {
        var pace = new MemberPace(3, 1_000, time);
        var line = new Line("a", pace, 10);
        line.run();
        assertThat(begun).hasSize(3);

        pace.end();
        pace.end();
        assertThat(begun).hasSize(5);
    }

    @Test
    void asManyBeginInASecondAsMayAndNoneIsForgotten() {
        var pace = new MemberPace(1_000, 10, time);
        new Line("a", pace, 100).run();
        assertThat(begun).as("at once, after silence").hasSize(10);

        time.pass(Duration.ofSeconds(3));
        assertThat(begun).hasSizeBetween(39, 40);

        time.pass(Duration.ofSeconds(7));
        assertThat(begun).hasSize(100);
    }

    @Test
    void linesOfOneMemberTakeTurns() {
        var pace = new MemberPace(1_000, 10, time);
        new Line("flooded", pace, 500).run();
        new Line("quiet", pace, 5).run();
        time.pass(Duration.ofMillis(1_200));

        assertThat(begun).filteredOn("quiet"::equals).hasSize(5);
    }

    @Test
    void whatSentNothingDoesNotCount() {
        var pace = new MemberPace(1, 1, time);
        for (int i = 0; i < 10; i++) {
            assertThat(pace.begin(() -> {})).isTrue();
            pace.unused();
        }
        assertThat(pace.begin(() -> {})).isTrue();
        assertThat(pace.begin(() -> {})).isFalse();
    }

    @Test
    void clockThatIsSetBackAllowsNoMoreAndHoldsNothingUp() {
        var clock = new SetBack(time);
        var pace = new MemberPace(1_000, 10, clock);
        new Line("a", pace, 20).run();
        clock.back = Duration.ofHours(1);
        time.pass(Duration.ofSeconds(1));

        assertThat(begun).hasSizeBetween(19, 20);
    }

    /** Sends as much as it may, and goes on when it is told to. */
    private final class Line implements Runnable {
        private final Runnable again = this;
        private final String name;
        private final Supplier<Boolean> begin;
        private int left;

        Line(String name, MemberPace pace, int left) {
            this.name = name;
            this.begin = () -> pace.begin(again);
            this.left = left;
        }

        @Override
        public void run() {
            while (left > 0 && begin.get()) {
                begun.add(name);
                left--;
            }
        }
    }

    /** A clock that somebody sets. */
    private static final class SetBack implements DeliveryTimer {
        private final SimulatedTime time;
        private Duration back = Duration.ZERO;

        SetBack(SimulatedTime time) {
            this.time = time;
        }

        @Override
        public java.time.Instant now() {
            return time.now().minus(back);
        }

        @Override
        public void after(Duration wait, Runnable task) {
            time.after(wait, task);
        }

        @Override
        public void execute(Runnable task) {
            time.execute(task);
        }
    }
}
