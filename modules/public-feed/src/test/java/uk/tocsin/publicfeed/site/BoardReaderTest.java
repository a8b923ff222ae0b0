package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.Topics;

class BoardReaderTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.PUBLIC_NOTICES, 0);
    private static final byte UNREADABLE = 9;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final LiveBoard live = new LiveBoard();
    private final AtomicInteger opened = new AtomicInteger();
    private final BoardReader reader = new BoardReader(this::open, notices(), live, Notices.PROPERTIES);

    /** Fails the first time, as a broker that is not up yet does. */
    private MockConsumer<byte[], byte[]> open() {
        if (opened.getAndIncrement() == 0) {
            throw new KafkaException("no broker yet");
        }
        return consumer;
    }

    /** A record's one byte is the revision of the notice that it stands for. */
    private static Deserializer<SpecificRecord> notices() {
        return (topic, data) -> {
            if (data[0] == UNREADABLE) {
                throw new SerializationException("unreadable");
            }
            return notice(data[0]);
        };
    }

    private static PublicNotice notice(int revision) {
        return Notices.incident(revision, revision == 1 ? EventKind.DECLARED : EventKind.UPDATED, "text");
    }

    private void add(long offset, byte value) {
        consumer.schedulePollTask(() -> consumer.addRecord(
                new ConsumerRecord<>(Topics.PUBLIC_NOTICES, 0, offset, new byte[0], new byte[] {value})));
    }

    @BeforeEach
    void topicHasThreeRecords() {
        var node = Node.noNode();
        consumer.updatePartitions(
                Topics.PUBLIC_NOTICES,
                List.of(new PartitionInfo(Topics.PUBLIC_NOTICES, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 3L));
    }

    @AfterEach
    void stopReader() {
        reader.stop();
    }

    @Test
    void showsBoardOnceItIsWholeAndLeavesOutWhatCannotBeRead() {
        add(0, (byte) 1);
        add(1, UNREADABLE);
        var bothFolded = new AtomicBoolean();
        consumer.schedulePollTask(() -> bothFolded.set(true));

        reader.start();

        // The task of the third poll runs when both records have been folded.
        await().untilTrue(bothFolded);
        assertThat(live.current()).isEmpty();

        add(2, (byte) 2);
        await().untilAsserted(() -> assertThat(live.current()
                        .flatMap(board -> board.incident(Notices.INCIDENT))
                        .map(incident -> incident.history().size()))
                .contains(2));
    }
}
