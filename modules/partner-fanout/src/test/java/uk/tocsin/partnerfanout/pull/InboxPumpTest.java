package uk.tocsin.partnerfanout.pull;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.partnerfanout.inbox.InboxReader;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/** Many readers of inboxes, one consumer. Records have no value here: what they hold is nothing to the pump. */
class InboxPumpTest {

    private static final TopicPartition INBOX = new TopicPartition("tocsin.partner.dover.inbox", 0);

    private final MockConsumer<byte[], byte[]> broker = new MockConsumer<>("none");
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private int readApart;
    private boolean catchUpFails;
    private boolean gone;
    private final InboxPump pump = new InboxPump(
            new DefaultKafkaConsumerFactory<>(Map.of()),
            new ContractDeserializer(),
            (inbox, from, max, then) -> then.accept(part(from, max)));

    @Test
    void everyReaderGetsEachRecordOnceFromItsOwnPlace() {
        write(10);
        var late = new Reading(100);
        var early = new Reading(100);
        join(late, 10);
        join(early, 3);
        rounds(3);
        write(2);
        rounds(3);

        assertThat(late.taken).containsExactly(10L, 11L);
        assertThat(early.taken)
                .containsExactlyElementsOf(LongStream.range(3, 12).boxed().toList());
        assertThat(broker.assignment()).containsExactly(INBOX);
    }

    @Test
    void readerThatIsAtTheEndIsNeverReadForApart() {
        write(5);
        var reading = new Reading(100);
        join(reading, 5);
        rounds(1);
        write(20);
        rounds(2);

        assertThat(reading.taken).hasSize(20);
        assertThat(readApart).isZero();
    }

    @Test
    void readerWithoutRoomHoldsUpNobodyAndMissesNothing() {
        var slow = new Reading(2);
        var quick = new Reading(1_000);
        join(slow, 0);
        join(quick, 0);
        rounds(1);
        write(50);
        rounds(4);

        assertThat(quick.taken).hasSize(50);
        assertThat(slow.taken).containsExactly(0L, 1L);

        for (int i = 0; i < 30; i++) {
            slow.used = 0;
            pump.more(slow);
            rounds(2);
        }
        assertThat(slow.taken).containsExactlyElementsOf(quick.taken);
    }

    @Test
    void whatCannotBeReadNowIsReadLater() {
        write(4);
        var reading = new Reading(100);
        catchUpFails = true;
        join(reading, 0);
        rounds(3);
        assertThat(reading.taken).isEmpty();

        catchUpFails = false;
        rounds(3);
        assertThat(reading.taken).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void readerWhosePlaceIsGoneIsEnded() {
        write(4);
        var reading = new Reading(100);
        gone = true;
        join(reading, 0);
        rounds(2);

        assertThat(reading.ended).isTrue();
        assertThat(reading.taken).isEmpty();
    }

    @Test
    void whoIsOverIsEndedAndAnInboxThatNobodyReadsIsReadNoMore() {
        var over = new Reading(100);
        var left = new Reading(100);
        join(over, 0);
        join(left, 0);
        rounds(2);

        over.over = true;
        pump.leave(left);
        rounds(2);
        write(1);
        rounds(2);

        assertThat(over.ended).isTrue();
        assertThat(left.ended).isFalse();
        assertThat(over.taken).isEmpty();
        assertThat(broker.assignment()).isEmpty();
    }

    @Test
    void readerIsToldWhetherItHasAllThereIs() {
        write(4);
        var reading = new Reading(0);
        join(reading, 0);
        rounds(1);
        assertThat(reading.atEnd).isFalse();

        reading.capacity = 10;
        rounds(3);
        assertThat(reading.atEnd).isTrue();
    }

    private void join(Reading reading, long next) {
        pump.join(reading, new InboxBounds("dover", Map.of(0, 0L), Map.of(0, (long) log.size())), Map.of(0, next));
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            pump.step(broker);
        }
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            var record = new ConsumerRecord<byte[], byte[]>(INBOX.topic(), 0, log.size(), "a".getBytes(UTF_8), null);
            log.add(record);
            if (broker.assignment().contains(INBOX)) {
                broker.addRecord(record);
            }
        }
    }

    private InboxReader.Part part(long from, int max) {
        readApart++;
        if (gone) {
            return new InboxReader.Part.Gone();
        }
        if (catchUpFails) {
            return new InboxReader.Part.Failed();
        }
        List<InboxRecord> found = log.subList((int) from, (int) Math.min(log.size(), from + max)).stream()
                .sorted(Comparator.comparingLong(ConsumerRecord::offset))
                .map(stored -> new InboxRecord(stored, null, "no value"))
                .toList();
        return new InboxReader.Part.Read(found, from + found.size());
    }

    private static final class Reading implements InboxReading {
        private final List<Long> taken = new ArrayList<>();
        private int capacity;
        private int used;
        private boolean over;
        private boolean ended;
        private boolean atEnd;

        Reading(int capacity) {
            this.capacity = capacity;
        }

        @Override
        public int room() {
            return capacity - used;
        }

        @Override
        public void take(List<InboxRecord> records) {
            assertThat(records).hasSizeLessThanOrEqualTo(room());
            records.forEach(record -> taken.add(record.offset()));
            used += records.size();
        }

        @Override
        public boolean goesOn(boolean hasAll) {
            atEnd = hasAll;
            return !over;
        }

        @Override
        public void end() {
            ended = true;
        }
    }
}
