package uk.tocsin.partnerfanout.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static uk.tocsin.partnerfanout.Examples.response;

import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.ReferralResponse;

class ResponseRoutingTest {

    @Test
    void responseReachesTheCouncilWhoseIncidentItIs() {
        var routing = ResponseRouting.of(response(1), null).orElseThrow();

        assertThat(routing.memberId()).isEqualTo("canterbury");
        assertThat(routing.ledger().getResponses()).containsExactly(response(1).getResponseId());
    }

    @Test
    void sameResponseIsPassedOnOnce() {
        LedgerEntry after = ResponseRouting.of(response(1), null).orElseThrow().ledger();

        assertThat(ResponseRouting.of(response(1), after)).isEmpty();
        assertThat(ResponseRouting.of(response(2), after)).isPresent();
    }

    @Test
    void responseToAnothersIncidentReachesNobody() {
        var crossed =
                ReferralResponse.newBuilder(response(1)).setPublisher("dover").build();

        assertThatIllegalArgumentException().isThrownBy(() -> ResponseRouting.of(crossed, null));
    }

    @Test
    void ledgerForgetsTheOldestResponseFirst() {
        LedgerEntry ledger = ResponseRouting.of(response(0), null).orElseThrow().ledger();
        for (int id = 1; id <= ResponseRouting.REMEMBERED; id++) {
            ledger = ResponseRouting.of(response(id), ledger).orElseThrow().ledger();
        }

        assertThat(ledger.getResponses())
                .hasSize(ResponseRouting.REMEMBERED)
                .doesNotContain(response(0).getResponseId())
                .endsWith(response(ResponseRouting.REMEMBERED).getResponseId());
    }
}
