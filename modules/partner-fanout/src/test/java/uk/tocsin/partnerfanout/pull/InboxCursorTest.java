package uk.tocsin.partnerfanout.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxCursorTest {

    @Test
    void onePartitionIsWrittenAsPartitionAndOffset() {
        assertThat(InboxCursor.start().after(0, 41).after(0, 42).written()).isEqualTo("0-42~0");
    }

    @Test
    void readingResumesBehindTheLastRecord() {
        var cursor = InboxCursor.read("0-42.3-7").orElseThrow();

        assertThat(cursor.next(0)).contains(43L);
        assertThat(cursor.next(3)).contains(8L);
        assertThat(cursor.next(1)).isEmpty();
    }

    @Test
    void partitionThatWasEmptyIsReadFromItsBeginning() {
        var cursor = InboxCursor.before(Map.of(0, 0L, 1, 5L));

        assertThat(cursor.written()).isEqualTo("1-4");
        assertThat(InboxCursor.read(cursor.written())).contains(cursor);
    }

    @Test
    void readerOfAnEmptyInboxComesBackToItsBeginning() {
        var cursor = InboxCursor.before(Map.of(0, 0L));

        assertThat(InboxCursor.read(cursor.written())).contains(InboxCursor.start());
    }

    @Test
    void placeWhereReadingBeganGoesWithTheCursorFromOneReadingToTheNext() {
        var first = InboxCursor.before(Map.of(0, 20L)).after(0, 20).after(0, 25);
        var second = InboxCursor.read(first.written()).orElseThrow().after(0, 31);

        assertThat(second.written()).isEqualTo("0-31~20");
        assertThat(second.begin(0)).contains(20L);
    }

    @Test
    void whoHasBeenGivenNothingYetHasNotBegun() {
        assertThat(InboxCursor.before(Map.of(0, 20L)).begin(0)).isEmpty();
        assertThat(InboxCursor.read("0-19").orElseThrow().begin(0)).isEmpty();
        assertThat(InboxCursor.start().begin(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0-",
                "-1",
                "a-b",
                "0-1.",
                "0--1",
                "0-1,1-2",
                "0-9999999999999999999",
                " 0-1",
                "0-1~",
                "0-1~2",
                "0-1~0~0",
                "~0"
            })
    void anythingElseIsNoCursor(String text) {
        assertThat(InboxCursor.read(text)).isEmpty();
    }
}
