package uk.tocsin.kafka.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.ReferralDecision;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.deadletter.DeadLetterReason;
import uk.tocsin.kafka.registry.TrustedContracts;

class AdmissionTest {

    static {
        // Builders copy records, which Avro allows only for classes that it trusts.
        TrustedContracts.trust();
    }

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    @Test
    void admitsTheFirstEventOfASubject() {
        assertThat(Admission.inOrder(event(FIRST, 1), Optional.empty()))
                .isEqualTo(new Verdict.Admitted(event(FIRST, 1)));
    }

    @Test
    void admitsARevisionAboveTheLast() {
        assertThat(Admission.inOrder(event(SECOND, 2), ledger(FIRST, 1))).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void dropsTheSameEventAgain() {
        assertThat(Admission.inOrder(event(FIRST, 1), ledger(FIRST, 1))).isEqualTo(new Verdict.Duplicate());
    }

    @Test
    void refusesAnotherEventAtARevisionAlreadyTaken() {
        assertThat(reason(Admission.inOrder(event(SECOND, 1), ledger(FIRST, 1))))
                .contains(DeadLetterReason.STALE_REVISION);
    }

    @Test
    void refusesARevisionBehindTheLast() {
        assertThat(reason(Admission.inOrder(event(SECOND, 4), ledger(FIRST, 5))))
                .contains(DeadLetterReason.STALE_REVISION);
    }

    @Test
    void admitsASecondResponseToOneRevision() {
        var second = SourceEvent.of(response("canterbury", "canterbury.cyber", SECOND))
                .orElseThrow();

        assertThat(Admission.inOrder(second, ledger(FIRST, 1))).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void dropsAResponseAlreadyPassedOn() {
        var again = SourceEvent.of(response("canterbury", "canterbury.cyber", SECOND))
                .orElseThrow();
        var ledger = LedgerEntry.newBuilder(ledger(FIRST, 1).orElseThrow())
                .setResponses(List.of(SECOND, FIRST))
                .build();

        assertThat(Admission.inOrder(again, Optional.of(ledger))).isEqualTo(new Verdict.Duplicate());
    }

    @Test
    void admitsAResponseOnItsTopic() {
        var response = response("canterbury", "canterbury.cyber", FIRST);

        assertThat(Admission.byOwner(Topics.NCSC_RESPONSES, response)).isInstanceOf(Verdict.Admitted.class);
    }

    @Test
    void refusesATypeThatDoesNotBelongOnTheTopic() {
        var response = response("canterbury", "canterbury.cyber", FIRST);

        assertThat(reason(Admission.byOwner(Topics.incidents("canterbury"), response)))
                .contains(DeadLetterReason.UNEXPECTED_TYPE);
    }

    @Test
    void refusesAContractThatIsNoEvent() {
        var entry = ledger(FIRST, 1).orElseThrow();

        assertThat(reason(Admission.byOwner(Topics.incidents("canterbury"), entry)))
                .contains(DeadLetterReason.UNEXPECTED_TYPE);
    }

    @Test
    void refusesAnotherPublisherThanTheOwnerOfTheTopic() {
        var event = new SourceEvent(
                SubjectKind.INCIDENT,
                FIRST,
                "thanet",
                "thanet.cyber",
                1,
                ledger(FIRST, 1).orElseThrow(),
                Optional.empty());

        assertThat(reason(Admission.byOwner(Optional.of("canterbury"), event)))
                .contains(DeadLetterReason.FOREIGN_PUBLISHER);
    }

    @Test
    void refusesAnotherCouncilsSubject() {
        var response = response("canterbury", "thanet.cyber", FIRST);

        assertThat(reason(Admission.byOwner(Topics.NCSC_RESPONSES, response)))
                .contains(DeadLetterReason.FOREIGN_SUBJECT);
    }

    private static Optional<DeadLetterReason> reason(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused ? Optional.of(refused.reason()) : Optional.empty();
    }

    private static SourceEvent event(UUID id, int revision) {
        var contract = ledger(FIRST, 1).orElseThrow();
        return new SourceEvent(
                SubjectKind.INCIDENT, id, "canterbury", "canterbury.cyber", revision, contract, Optional.empty());
    }

    private static Optional<LedgerEntry> ledger(UUID eventId, int revision) {
        return Optional.of(LedgerEntry.newBuilder()
                .setSubjectId("canterbury.cyber")
                .setPublisher("canterbury")
                .setRevision(revision)
                .setEventId(eventId)
                .setRecipients(Map.of())
                .setResponses(List.of())
                .build());
    }

    private static ReferralResponse response(String publisher, String incidentId, UUID id) {
        return ReferralResponse.newBuilder()
                .setResponseId(id)
                .setReferralEventId(new UUID(0, 9))
                .setIncidentId(incidentId)
                .setPublisher(publisher)
                .setRevision(1)
                .setDecision(ReferralDecision.ACCEPTED)
                .setRespondedBy("ncsc")
                .setRespondedAt(Instant.EPOCH)
                .build();
    }
}
