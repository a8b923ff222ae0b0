package uk.tocsin.ncscliaison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.ReferralDecision;
import uk.tocsin.contracts.ReferralResponse;

class AnswerTest {

    private static final Instant AT = Instant.parse("2024-01-18T11:00:00Z");

    @Test
    void givesOneReferralOneResponseIdHoweverItIsAnswered() {
        Referral referral = Referrals.example();

        UUID first = new Answer("We are with you.", 4, "NCSC-1")
                .response(referral, ReferralDecision.ACCEPTED, "ncsc", AT)
                .getResponseId();
        UUID again = Answer.EMPTY
                .response(referral, ReferralDecision.REJECTED, "ncsc", AT.plusSeconds(9))
                .getResponseId();

        assertThat(first).isEqualTo(again).isNotEqualTo(referral.getEventId());
        assertThat(Answer.responseId(new UUID(1, 2))).isNotEqualTo(first);
    }

    @Test
    void saysWhatWasSaidOfWhichReferral() {
        ReferralResponse response = new Answer("We are with you.", 4, "NCSC-1")
                .response(Referrals.example(), ReferralDecision.ACCEPTED, "ncsc", AT);

        assertThat(response.getReferralEventId()).isEqualTo(Referrals.example().getEventId());
        assertThat(response.getIncidentId()).isEqualTo("canterbury.2024-01-cyber");
        assertThat(response.getPublisher()).isEqualTo("canterbury");
        assertThat(response.getRevision()).isEqualTo(2);
        assertThat(response.getDecision()).isEqualTo(ReferralDecision.ACCEPTED);
        assertThat(response.getMessage()).isEqualTo("We are with you.");
        assertThat(response.getAssignedCategory()).isEqualTo(4);
        assertThat(response.getNcscReference()).isEqualTo("NCSC-1");
        assertThat(response.getRespondedBy()).isEqualTo("ncsc");
        assertThat(response.getRespondedAt()).isEqualTo(AT);
    }

    @Test
    void blamesEveryFaultyField() {
        assertThat(new Answer(" ", 7, "x".repeat(101)).faults())
                .extracting(Answer.Fault::field)
                .containsExactly("message", "assignedCategory", "ncscReference");
        assertThat(new Answer(null, 6, null).faults()).isEmpty();
        assertThat(new Answer("x".repeat(4_001), 0, "").faults()).hasSize(3);
    }
}
