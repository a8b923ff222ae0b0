package uk.tocsin.partnerfanout.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.Role;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Reader;
import uk.tocsin.partnerfanout.Examples;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.line.Journey;

class InboxStreamTest {

    private static final InboxStream.Limits LIMITS =
            new InboxStream.Limits(3, Duration.ofSeconds(15), Duration.ofSeconds(30));

    private Directory directory = Examples.EAST_KENT;
    private Instant now = Examples.TIME;
    private final InstantSource time = () -> now;
    private final Written emitter = new Written();
    private final List<InboxReading> moved = new ArrayList<>();

    @Test
    void eachRecordIsWrittenWithTheCursorBehindIt() {
        InboxStream stream = stream(Runnable::run);

        stream.take(List.of(record(4), record(7)));

        assertThat(emitter.sent).hasSize(2);
        assertThat(emitter.sent.get(0)).contains("id:0-4~0\n", "event:response\n", "data:{");
        assertThat(emitter.sent.get(1)).contains("id:0-7~0\n");
    }

    @Test
    void nothingIsWrittenFromTheMomentAtWhichTheRightEnds() {
        InboxStream stream = stream(Runnable::run);
        emitter.afterEach = () -> directory = directory.with(Examples.member("dover", false));

        stream.take(List.of(record(1), record(2), record(3)));

        assertThat(emitter.sent).hasSize(1);
        assertThat(stream.goesOn(true)).isFalse();
    }

    @Test
    void whatWaitsIsBoundedAndRoomIsToldOf() {
        List<Runnable> writer = new ArrayList<>();
        InboxStream stream = stream(writer::add);

        stream.take(List.of(record(1), record(2), record(3)));
        assertThat(stream.room()).isZero();
        assertThat(writer).as("one thread at a time writes").hasSize(1);

        writer.get(0).run();
        assertThat(stream.room()).isEqualTo(3);
        assertThat(moved).containsExactly(stream);
    }

    @Test
    void readerThatTakesNothingIsDropped() {
        InboxStream stream = stream(never -> {});
        stream.take(List.of(record(1)));
        now = now.plusSeconds(29);
        assertThat(stream.goesOn(true)).isTrue();

        now = now.plusSeconds(1);
        assertThat(stream.goesOn(true)).isFalse();
    }

    @Test
    void silentStreamSaysThatItIsThere() {
        InboxStream stream = stream(Runnable::run);
        now = now.plusSeconds(14);
        assertThat(stream.goesOn(true)).isTrue();
        assertThat(emitter.sent).isEmpty();

        now = now.plusSeconds(1);
        assertThat(stream.goesOn(true)).isTrue();
        assertThat(stream.goesOn(true)).isTrue();
        assertThat(emitter.sent).hasSize(1).allSatisfy(sent -> assertThat(sent).contains("heartbeat"));
    }

    @Test
    void streamThatEndsIsCompletedAndTakesNothingMore() {
        InboxStream stream = stream(Runnable::run);

        stream.end();
        stream.take(List.of(record(1)));

        assertThat(emitter.completed).isTrue();
        assertThat(emitter.sent).isEmpty();
        assertThat(stream.room()).isZero();
    }

    private InboxStream stream(Executor writers) {
        var right = new ReadingRight(
                new Reader("dover", Set.of(Role.PARTNER), Instant.MAX), () -> directory, Clock.systemUTC());
        return new InboxStream(
                right, emitter, InboxCursor.start(), LIMITS, time.withZone(ZoneOffset.UTC), writers, moved::add);
    }

    private static InboxRecord record(long offset) {
        ReferralResponse response = Examples.response(offset);
        return Journey.record(offset, "canterbury.example", response);
    }

    /** Keeps what is sent, as it goes over the line. */
    private static final class Written extends SseEmitter {
        private final List<String> sent = new ArrayList<>();
        private Runnable afterEach = () -> {};
        private boolean completed;

        @Override
        public void send(SseEventBuilder event) {
            sent.add(event.build().stream()
                    .map(ResponseBodyEmitter.DataWithMediaType::getData)
                    .map(Object::toString)
                    .collect(Collectors.joining()));
            afterEach.run();
        }

        @Override
        public void complete() {
            completed = true;
        }
    }
}
