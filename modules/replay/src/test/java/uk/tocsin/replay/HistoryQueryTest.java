package uk.tocsin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.EventKind;

class HistoryQueryTest {

    private static final Instant NOW = Instant.parse("2024-02-01T00:00:00Z");
    private static final Duration MAX = Duration.ofDays(30);

    private static HistoryQuery.Outcome read(
            @Nullable String from,
            @Nullable String to,
            @Nullable String member,
            @Nullable String incident,
            @Nullable String kind) {
        return HistoryQuery.read(new HistoryQuery.Parameters(from, to, member, incident, kind), NOW, MAX);
    }

    private static List<String> faultyFields(HistoryQuery.Outcome outcome) {
        return ((HistoryQuery.Invalid) outcome)
                .faults().stream().map(HistoryQuery.Fault::field).toList();
    }

    @Test
    void endsNowWhenNoEndIsGiven() {
        assertThat(read("2024-01-18T10:00:00+01:00", null, null, null, null))
                .isEqualTo(new HistoryQuery.Valid(
                        new HistoryQuery(Instant.parse("2024-01-18T09:00:00Z"), NOW, null, null, null)));
    }

    @Test
    void readsEveryFilter() {
        assertThat(read(
                        "2024-01-18T10:00:00Z",
                        "2024-01-19T10:00:00Z",
                        "canterbury",
                        "canterbury.2024-01-cyber",
                        "not-affected"))
                .isEqualTo(new HistoryQuery.Valid(new HistoryQuery(
                        Instant.parse("2024-01-18T10:00:00Z"),
                        Instant.parse("2024-01-19T10:00:00Z"),
                        "canterbury",
                        "canterbury.2024-01-cyber",
                        EventKind.NOT_AFFECTED)));
    }

    @Test
    void blamesEveryFaultyParameterAtOnce() {
        assertThat(faultyFields(read("yesterday", "2024-01-19", "Canterbury!", "cyber", "unknown")))
                .containsExactly("from", "to", "member", "incident", "kind");
    }

    @Test
    void refusesARangeThatRunsBackwards() {
        assertThat(faultyFields(read("2024-01-19T10:00:00Z", "2024-01-18T10:00:00Z", null, null, null)))
                .containsExactly("to");
    }

    @Test
    void refusesARangeLongerThanAllowed() {
        assertThat(faultyFields(read("2023-12-01T10:00:00Z", null, null, null, null)))
                .containsExactly("to");
    }

    @Test
    void needsAStart() {
        assertThat(faultyFields(read(null, null, null, null, null))).containsExactly("from");
    }

    @Test
    void coversItsStartAndNotItsEnd() {
        HistoryQuery query = new HistoryQuery(NOW.minusSeconds(10), NOW, null, null, null);

        assertThat(query.covers(NOW.minusSeconds(10))).isTrue();
        assertThat(query.covers(NOW.minusSeconds(11))).isFalse();
        assertThat(query.covers(NOW)).isFalse();
    }
}
