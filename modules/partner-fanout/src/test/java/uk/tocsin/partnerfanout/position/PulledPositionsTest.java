package uk.tocsin.partnerfanout.position;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PulledPositionsTest {

    private final Map<String, String> kept = new HashMap<>();
    private final List<Set<String>> writes = new ArrayList<>();
    private boolean answers = true;
    private final PulledPositions positions = new PulledPositions(new Kept(), Duration.ofDays(1));

    @AfterEach
    void end() throws Exception {
        positions.destroy();
    }

    @Test
    void whatIsSaidInAnyOrderIsKeptAsOne() throws Exception {
        positions.note("dover", 5, 9);
        positions.note("dover", 0, 5);
        positions.note("thanet", 3, 4);
        positions.keep();

        assertThat(taken("dover", 0, 8)).isTrue();
        assertThat(taken("dover", 9)).isFalse();
        assertThat(taken("thanet", 3)).isTrue();
        assertThat(taken("thanet", 0)).isFalse();
    }

    /** Two streams of a member, or another process of the hub. */
    @Test
    void readerThatIsBehindTakesNothingBackOfWhatAnotherHasTaken() throws Exception {
        positions.note("dover", 0, 9);
        positions.keep();
        positions.note("dover", 0, 3);
        positions.keep();

        assertThat(taken("dover", 8)).isTrue();
        assertThat(writes).hasSize(1);
    }

    /** Who begins at the end was given nothing of what stood before. */
    @Test
    void whatLiesBetweenTwoReadingsIsNotTaken() throws Exception {
        positions.note("dover", 0, 3);
        positions.keep();
        positions.note("dover", 10, 12);
        positions.keep();

        assertThat(taken("dover", 2, 10, 11)).isTrue();
        assertThat(taken("dover", 3)).isFalse();
        assertThat(taken("dover", 9)).isFalse();
    }

    @Test
    void whatCannotBeKeptIsKeptTheNextTimeWithWhatCameMeanwhile() throws Exception {
        answers = false;
        positions.note("dover", 0, 3);
        positions.keep();
        positions.note("dover", 3, 6);
        answers = true;
        positions.keep();

        assertThat(taken("dover", 0, 5)).isTrue();
    }

    @Test
    void whatWasNotedLastIsKeptAtTheEnd() throws Exception {
        positions.note("dover", 0, 3);
        positions.destroy();

        assertThat(taken("dover", 2)).isTrue();
    }

    @Test
    void brokerIsLeftAloneWhileNobodySaysAnything() {
        answers = false;
        positions.keep();

        assertThat(writes).isEmpty();
        assertThat(kept).isEmpty();
    }

    private boolean taken(String memberId, long... offsets) throws Exception {
        DeliveryProgress progress =
                requireNonNull(new Kept().read(Set.of(memberId)).get(memberId));
        for (long offset : offsets) {
            if (progress.wants(offset)) {
                return false;
            }
        }
        return true;
    }

    /** Keeps them as a broker does: a number, and a text beside it. */
    private final class Kept implements PulledPositions.Store {

        @Override
        public Map<String, DeliveryProgress> read(Set<String> memberIds) throws TimeoutException {
            if (!answers) {
                throw new TimeoutException("the broker does not answer");
            }
            Map<String, DeliveryProgress> read = new HashMap<>();
            kept.forEach((memberId, position) -> {
                if (memberIds.contains(memberId)) {
                    String[] parts = position.split(" ", 2);
                    read.put(memberId, DeliveryProgress.of(Long.parseLong(parts[0]), parts[1]));
                }
            });
            return read;
        }

        @Override
        public void write(Map<String, DeliveryProgress> positions) {
            if (!positions.isEmpty()) {
                writes.add(Set.copyOf(positions.keySet()));
            }
            positions.forEach((memberId, progress) -> kept.put(memberId, progress.position() + " " + progress.note()));
        }
    }
}
