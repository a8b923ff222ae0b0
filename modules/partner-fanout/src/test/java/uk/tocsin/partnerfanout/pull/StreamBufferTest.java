package uk.tocsin.partnerfanout.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.tocsin.partnerfanout.Examples;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.line.Journey;

class StreamBufferTest {

    private final StreamBuffer buffer = new StreamBuffer(2);

    @Test
    void oneWriterAtATimeIsWantedAndAnotherOnceItHasEnded() {
        assertThat(buffer.add(List.of(record(1)))).isTrue();
        assertThat(buffer.add(List.of(record(2)))).isFalse();
        assertThat(buffer.beat()).isFalse();

        assertThat(buffer.next(true)).isNotNull();
        assertThat(buffer.next(true)).isNotNull();
        assertThat(buffer.isIdle()).isFalse();
        assertThat(buffer.next(true)).isNull();

        assertThat(buffer.isIdle()).isTrue();
        assertThat(buffer.add(List.of(record(3)))).isTrue();
    }

    @Test
    void heartbeatThatRecordsHaveOvertakenIsNotSent() {
        assertThat(buffer.beat()).isTrue();
        assertThat(buffer.add(List.of(record(1)))).isFalse();

        assertThat(buffer.takeBeat()).isFalse();
    }

    @Test
    void whoFoundNoRoomIsRememberedOnce() {
        buffer.add(List.of(record(1), record(2)));
        assertThat(buffer.room()).isZero();

        assertThat(buffer.wasFull()).isTrue();
        assertThat(buffer.wasFull()).isFalse();
    }

    @Test
    void nothingIsGivenToWhoMayNotReadNorAfterTheEnd() {
        buffer.add(List.of(record(1)));
        assertThat(buffer.next(false)).isNull();

        buffer.close();

        assertThat(buffer.add(List.of(record(2)))).isFalse();
        assertThat(buffer.beat()).isFalse();
        assertThat(buffer.next(true)).isNull();
        assertThat(buffer.room()).isZero();
    }

    private static InboxRecord record(long offset) {
        return Journey.record(offset, "canterbury.example", Examples.response(offset));
    }
}
