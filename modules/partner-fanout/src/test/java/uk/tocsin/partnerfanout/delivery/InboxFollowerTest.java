package uk.tocsin.partnerfanout.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/** One consumer follows the ends of all inboxes, and reads only those of which somebody is told. */
class InboxFollowerTest {

    private static final TopicPartition DOVER = new TopicPartition("tocsin.partner.dover.inbox", 0);
    private static final TopicPartition THANET = new TopicPartition("tocsin.partner.thanet.inbox", 0);

    private final MockConsumer<byte[], byte[]> broker = new LikeTheRealOne();
    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(DOVER, 10L, THANET, 20L));
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final List<String> told = new ArrayList<>();
    private final InboxFollower follower = new InboxFollower(
            new DefaultKafkaConsumerFactory<>(Map.of()),
            new ContractDeserializer(),
            Duration.ofSeconds(1),
            () -> wanted,
            new Told());

    @BeforeEach
    void join() {
        broker.updateEndOffsets(ends);
        follower.begin(broker);
        wanted.add(DOVER.topic());
        broker.rebalance(List.of(DOVER, THANET));
    }

    @Test
    void inboxIsFollowedFromItsEnd() {
        follower.step(broker);
        write(DOVER, 2);
        follower.step(broker);
        follower.step(broker);

        assertThat(told).containsExactlyInAnyOrder("assigned dover 10", "assigned thanet 20", "dover 10-12 [10, 11]");
    }

    @Test
    void inboxOfWhichNobodyIsToldIsNotRead() {
        follower.step(broker);
        write(THANET, 3);
        follower.step(broker);

        assertThat(broker.paused()).containsExactly(THANET);
        assertThat(told).noneMatch(line -> line.startsWith("thanet"));
    }

    /** What came while it was not read is told of with its place alone: whoever is behind reads it apart. */
    @Test
    void inboxThatSomebodyIsToldOfAgainGoesOnAtItsEndAndSaysWhatWasPassedOver() {
        follower.step(broker);
        write(THANET, 3);
        follower.step(broker);

        wanted.add(THANET.topic());
        follower.step(broker);
        assertThat(told).endsWith("thanet 20-23 unread");
        assertThat(broker.paused()).isEmpty();

        write(THANET, 1);
        follower.step(broker);
        assertThat(told).endsWith("thanet 23-24 [23]");
    }

    @Test
    void inboxToWhichNothingCameMeanwhileGoesOnWhereItWas() {
        follower.step(broker);
        wanted.add(THANET.topic());
        follower.step(broker);
        write(THANET, 1);
        follower.step(broker);

        assertThat(told.stream().filter(line -> line.startsWith("thanet")).toList())
                .endsWith("thanet 20-21 [20]")
                .allMatch(line -> line.equals("thanet 20-20 unread") || line.equals("thanet 20-21 [20]"));
    }

    @Test
    void inboxOfWhichNobodyIsToldAnyMoreIsReadNoMore() {
        follower.step(broker);
        wanted.clear();
        follower.step(broker);
        write(DOVER, 2);
        follower.step(broker);

        assertThat(broker.paused()).containsExactlyInAnyOrder(DOVER, THANET);
        assertThat(told).noneMatch(line -> line.startsWith("dover"));
    }

    @Test
    void inboxThatGoesToAnotherProcessIsToldOfNoMore() {
        follower.step(broker);
        broker.rebalance(List.of(THANET));
        follower.step(broker);

        assertThat(told).endsWith("revoked dover");
    }

    /** It once sought the end of every inbox when a rebalance brought none, and what had just come was sent to nobody. */
    @Test
    void rebalanceThatBringsNothingPassesOverNothing() {
        follower.step(broker);
        broker.rebalance(List.of(DOVER));
        write(DOVER, 2);
        follower.step(broker);
        follower.step(broker);

        assertThat(told).endsWith("revoked thanet", "dover 10-12 [10, 11]");
    }

    /** Whatever moved it, only what a poll went over counts as read. */
    @Test
    void placeThatMovedByItselfIsToldOfAsUnread() {
        follower.step(broker);
        write(DOVER, 2);
        broker.seek(DOVER, 12);
        follower.step(broker);

        assertThat(told).endsWith("dover 10-12 unread");
    }

    private void write(TopicPartition inbox, int count) {
        for (int i = 0; i < count; i++) {
            long offset = ends.merge(inbox, 1L, Long::sum) - 1;
            broker.addRecord(new ConsumerRecord<>(inbox.topic(), 0, offset, "a".getBytes(UTF_8), null));
        }
        broker.updateEndOffsets(ends);
    }

    /**
     * A real consumer takes "no partitions" for "all of them", and gives the place of none while one of its partitions has
     * none; the one for tests does not.
     */
    private static final class LikeTheRealOne extends MockConsumer<byte[], byte[]> {

        private final Set<TopicPartition> placed = new HashSet<>();

        LikeTheRealOne() {
            super("none");
        }

        @Override
        public synchronized void seekToEnd(Collection<TopicPartition> partitions) {
            Collection<TopicPartition> meant = partitions.isEmpty() ? assignment() : partitions;
            placed.addAll(meant);
            super.seekToEnd(meant);
        }

        @Override
        public synchronized long position(TopicPartition partition) {
            Set<TopicPartition> nowhere = new HashSet<>(assignment());
            nowhere.removeAll(placed);
            if (!nowhere.isEmpty()) {
                throw new NoOffsetForPartitionException(nowhere);
            }
            return super.position(partition);
        }
    }

    private final class Told implements InboxFollower.Listener {

        @Override
        public void assigned(TopicPartition inbox, long end) {
            told.add("assigned " + member(inbox) + " " + end);
        }

        @Override
        public void revoked(Collection<TopicPartition> inboxes) {
            inboxes.forEach(inbox -> told.add("revoked " + member(inbox)));
        }

        @Override
        public void lost(Collection<TopicPartition> inboxes) {
            inboxes.forEach(inbox -> told.add("lost " + member(inbox)));
        }

        @Override
        public void read(TopicPartition inbox, long from, @Nullable List<InboxRecord> records, long next) {
            told.add(member(inbox) + " " + from + "-" + next + " "
                    + (records == null
                            ? "unread"
                            : records.stream().map(InboxRecord::offset).toList()));
        }

        private static String member(TopicPartition inbox) {
            return inbox.topic().split("\\.", -1)[2];
        }
    }
}
