package uk.tocsin.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoundTest {

    private static final Instant RECORDED = Instant.parse("2024-01-18T12:00:00.123Z");

    private static final String UNENCODABLE = "cannot be encoded";

    private final CouncilFold fold = new CouncilFold();
    private final List<Event> log = new ArrayList<>();
    private Round round;

    @BeforeEach
    void begin() {
        round = new Round(said(), RoundTest::encoded, RECORDED);
    }

    @Test
    void firstEventBecomesRevisionOneAndTheNextTwo() {
        Round.Verdict verdict = round.decide(publication(event("declared", 1, "A"), event("updated", 2, "B")));

        assertThat(revisions(verdict)).containsExactly(1, 2);
        assertThat(round.fresh())
                .extracting(outgoing -> outgoing.event().revision())
                .containsExactly(1, 2);
    }

    @Test
    void repetitionGetsTheAnswerOfTheFirstTimeAndIsNotWritten() {
        onTheLog(event("declared", 1, "A"), 1);
        onTheLog(event("updated", 2, "B"), 2);

        Round.Verdict verdict = round.decide(publication(event("declared", 1, "A")));

        assertThat(((Round.Verdict.Admitted) verdict).receipts())
                .containsExactly(new Receipt(log.get(0), new Position("canterbury", 0, 0)));
        assertThat(round.fresh()).isEmpty();
    }

    @Test
    void repetitionInTheSameRoundIsWrittenOnce() {
        round.decide(publication(event("declared", 1, "A")));

        Round.Verdict verdict = round.decide(publication(event("declared", 1, "A")));

        assertThat(revisions(verdict)).containsExactly(1);
        assertThat(round.fresh()).hasSize(1);
    }

    @Test
    void sameEventIdWithOtherContentIsRefused() {
        onTheLog(event("declared", 1, "A"), 1);

        assertThat(round.decide(publication(event("declared", 1, "B"))))
                .isEqualTo(contradiction(0, "eventId", "was used for an event of other content", 1));
    }

    @Test
    void outdatedExpectedRevisionIsToldTheCurrentOne() {
        onTheLog(event("declared", 1, "A"), 1);
        onTheLog(event("updated", 2, "B"), 2);
        Candidate late = new Candidate(event("updated", 3, "C").event(), 1);

        assertThat(round.decide(publication(late)))
                .isEqualTo(contradiction(0, "expectedRevision", "1 (expected: 2, the current one)", 2));
    }

    @Test
    void repetitionIsRecognisedThoughItsExpectedRevisionIsOutdated() {
        onTheLog(event("declared", 1, "A"), 1);
        Candidate again = new Candidate(event("declared", 1, "A").event(), 0);

        assertThat(revisions(round.decide(publication(again)))).containsExactly(1);
    }

    @Test
    void ofTwoRequestsThatExpectTheSameRevisionOneWins() {
        onTheLog(event("declared", 1, "A"), 1);
        round.decide(publication(new Candidate(event("updated", 2, "B").event(), 1)));

        assertThat(round.decide(
                        publication(new Candidate(event("updated", 3, "C").event(), 1))))
                .isInstanceOf(Round.Verdict.Contradicted.class);
        assertThat(round.fresh()).hasSize(1);
    }

    @Test
    void incidentIsDeclaredOnceAndBeforeItIsUpdated() {
        assertThat(round.decide(publication(event("updated", 1, "A"))))
                .isEqualTo(contradiction(0, "incidentId", "has never been declared", 0));
        onTheLog(event("declared", 1, "A"), 1);
        assertThat(round.decide(publication(event("declared", 2, "A"))))
                .isEqualTo(contradiction(0, "incidentId", "is declared already", 1));
    }

    /** Once, a service of the same id made an incident look as if it had been declared. */
    @Test
    void serviceAndIncidentOfOneIdHaveEachTheirOwnRevisions() {
        Candidate service =
                Examples.readStatus("""
                        {"eventId": "%s", "serviceId": "canterbury.cyber", "serviceName": "Example", "state": "degraded",
                         "since": "2024-01-18T07:30:00Z", "sharing": "public",
                         "audience": {"circles": ["kent"]}}""".formatted(id(1))).candidates().get(0);
        onTheLog(service, 1);

        assertThat(revisions(round.decide(publication(event("declared", 2, "A"), event("updated", 3, "B")))))
                .containsExactly(1, 2);
    }

    @Test
    void nothingOfAContradictedBatchIsWritten() {
        Round.Verdict verdict = round.decide(publication(event("declared", 1, "A"), event("declared", 2, "B")));

        assertThat(verdict).isEqualTo(contradiction(1, "incidentId", "is declared already", 1));
        assertThat(round.fresh()).isEmpty();
        assertThat(revisions(round.decide(publication(event("declared", 3, "C")))))
                .containsExactly(1);
    }

    /** Once, an event that could not be encoded failed every request that shared its transaction. */
    @Test
    void eventThatCannotBeEncodedFailsItsOwnRequestAlone() {
        round.decide(publication(event("declared", 1, "A")));

        Round.Verdict verdict = round.decide(publication(event("updated", 2, "B"), event("updated", 3, UNENCODABLE)));
        round.decide(publication(event("updated", 4, "C")));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Round.Verdict.Unwritable.class,
                        unwritable -> assertThat(unwritable.index()).isEqualTo(1));
        assertThat(round.fresh())
                .extracting(outgoing -> outgoing.event().eventId())
                .containsExactly(id(1), id(4));
        assertThat(round.fresh())
                .extracting(outgoing -> outgoing.event().revision())
                .containsExactly(1, 2);
    }

    @Test
    void dryRunSaysThatAnEventCannotBeEncoded() {
        Candidate candidate = event("declared", 1, UNENCODABLE);

        assertThat(round.decide(new Publication("canterbury", List.of(candidate), "t", true)))
                .isInstanceOf(Round.Verdict.Unwritable.class);
    }

    @Test
    void dryRunDecidesAndLeavesNoTrace() {
        Round.Verdict verdict =
                round.decide(new Publication("canterbury", List.of(event("declared", 1, "A")), "t", true));

        assertThat(revisions(verdict)).containsExactly(1);
        assertThat(round.fresh()).isEmpty();
        assertThat(revisions(round.decide(publication(event("declared", 2, "B")))))
                .containsExactly(1);
    }

    @Test
    void writtenEventsGetTheirPositions() {
        Round.Verdict verdict = round.decide(publication(event("declared", 1, "A")));
        Position position = new Position("canterbury", 0, 42);

        Round.Verdict placed = verdict.placed(Map.of(id(1), position));

        assertThat(((Round.Verdict.Admitted) placed).receipts())
                .extracting(Receipt::position)
                .containsExactly(position);
    }

    private void onTheLog(Candidate candidate, int revision) {
        Event event = candidate.event().stamped(revision, Instant.parse("2024-01-17T00:00:00Z"));
        fold.add(event, new Position("canterbury", 0, log.size()));
        log.add(event);
    }

    private Round.Said said() {
        return new Round.Said() {
            @Override
            public @Nullable Receipt find(UUID eventId) {
                Position position = fold.positionOf(eventId);
                return position == null ? null : new Receipt(log.get((int) position.offset()), position);
            }

            @Override
            public int lastRevision(Event.Subject subject) {
                return fold.lastRevision(subject);
            }
        };
    }

    private static Round.Verdict contradiction(int index, String field, String message, int current) {
        return new Round.Verdict.Contradicted(index, new Admission.Conflict(field, message, current));
    }

    private static Outgoing encoded(Event event, String traceparent) {
        if (event.contract().toString().contains(UNENCODABLE)) {
            throw new SerializationException("example");
        }
        return new Outgoing(event, new ProducerRecord<>(event.topic(), event.subjectId(), new byte[0]));
    }

    private static List<Integer> revisions(Round.Verdict verdict) {
        return ((Round.Verdict.Admitted) verdict)
                .receipts().stream().map(receipt -> receipt.event().revision()).toList();
    }

    private static Publication publication(Candidate... candidates) {
        return new Publication("canterbury", Arrays.asList(candidates), "t", false);
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private static Candidate event(String kind, int number, String headline) {
        String json = """
                {"eventId": "%s", "incidentId": "canterbury.cyber", "kind": "%s", "phase": "suspected",
                 "awareAt": "2024-01-18T07:30:00.123456Z", "links": [{"incidentId": "dover.it", "relation": "related"}],
                 "public": {"headline": "%s", "statement": "S"}}""".formatted(id(number), kind, headline);
        return Examples.read(json).candidates().get(0);
    }
}
