package uk.tocsin.partnerfanout.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.ErrorResponseException;

class InboxBoundsTest {

    private static final InboxBounds BOUNDS = new InboxBounds("dover", Map.of(0, 10L), Map.of(0, 20L));

    @ParameterizedTest
    @CsvSource({"0-9, 10", "0-14, 15", "0-19, 20", "start, 10"})
    void readingGoesOnBehindTheCursor(String cursor, long next) {
        assertThat(BOUNDS.after(InboxCursor.read(cursor).orElseThrow(), "after"))
                .containsExactly(Map.entry(0, next));
    }

    /** 5-5 was taken for "nothing read yet": the whole inbox was sent again. */
    @ParameterizedTest
    @CsvSource({"5-5, 400", "0-12.5-5, 400", "0-20, 400", "0-999999999999, 400", "0-8, 410"})
    void placeThatIsNotThereIsRefused(String cursor, int status) {
        assertThatThrownBy(() -> BOUNDS.after(InboxCursor.read(cursor).orElseThrow(), "Last-Event-ID"))
                .isInstanceOfSatisfying(ErrorResponseException.class, refusal -> {
                    assertThat(refusal.getStatusCode().value()).isEqualTo(status);
                    assertThat(refusal.getBody().getDetail()).contains("Last-Event-ID", cursor);
                });
    }

    @Test
    void readerAtTheEndHasReadAllThereIs() {
        assertThat(BOUNDS.cursorAtEnd().written()).isEqualTo("0-19");
    }
}
