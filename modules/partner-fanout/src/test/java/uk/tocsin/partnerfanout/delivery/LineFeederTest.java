package uk.tocsin.partnerfanout.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import uk.tocsin.partnerfanout.inbox.InboxReader;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.inbox.InboxSource;
import uk.tocsin.partnerfanout.line.Journey;

/** A line that is behind is read for apart, and misses nothing. */
class LineFeederTest {

    private static final TopicPartition INBOX = new TopicPartition("tocsin.partner.dover.inbox", 0);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    /** A part that is asked for, and not read yet. */
    private record Asked(long from, int max, Consumer<InboxReader.Part> then) {}

    private final Journey journey = new Journey();
    private final RunningLine running = new RunningLine(journey.line, INBOX);
    private final Deque<Asked> asked = new ArrayDeque<>();
    private final LineFeeder feeder = new LineFeeder(new Slow(), journey.time, Map.of(INBOX, 20L), gone -> {});

    @Test
    void lineThatIsBehindIsReadForFromWhereItIs() {
        feeder.feed(running);
        answer();
        journey.pass(AN_HOUR);

        assertThat(journey.taken).hasSize(20);
    }

    /**
     * What a line let go of while its endpoint was down was once passed over, when a part that had been asked for before came
     * after the endpoint was up again.
     */
    @Test
    void partAskedForBeforeTheEndpointWentDownPassesOverNothingThatWasLetGo() {
        journey.endpoint = record -> Journey.down();
        feeder.offer(running, 0, records(0, 10), 10);
        feeder.feed(running);
        journey.pass(Duration.ofSeconds(5));
        assertThat(journey.line.isOpenCircuit()).isTrue();

        journey.endpoint = record -> Journey.ok();
        journey.pass(AN_HOUR);
        assertThat(journey.line.isOpenCircuit()).isFalse();
        while (!asked.isEmpty()) {
            answer();
            journey.pass(AN_HOUR);
        }

        assertThat(journey.taken.stream().distinct()).hasSize(20);
    }

    private void answer() {
        Asked next = asked.remove();
        long to = Math.min(20, next.from() + next.max());
        next.then().accept(new InboxReader.Part.Read(records(next.from(), to), to));
    }

    /** Each of an incident of its own. */
    private static List<InboxRecord> records(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(
                        offset -> Journey.record(offset, "incident" + offset, Journey.response("incident" + offset, 1)))
                .toList();
    }

    private final class Slow implements InboxSource {

        @Override
        public void read(TopicPartition inbox, long from, int max, Consumer<InboxReader.Part> then) {
            asked.add(new Asked(from, max, then));
        }

        @Override
        public void stop() {
            asked.clear();
        }
    }
}
