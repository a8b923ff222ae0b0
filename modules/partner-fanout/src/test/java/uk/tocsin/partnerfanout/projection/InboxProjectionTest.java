package uk.tocsin.partnerfanout.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.tocsin.partnerfanout.Examples.EAST_KENT;
import static uk.tocsin.partnerfanout.Examples.circles;
import static uk.tocsin.partnerfanout.Examples.incident;
import static uk.tocsin.partnerfanout.Examples.response;
import static uk.tocsin.partnerfanout.Examples.section;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.kafka.projection.Output;
import uk.tocsin.kafka.projection.SourceEvent;
import uk.tocsin.partnerfanout.Examples;

class InboxProjectionTest {

    private final InboxProjection projection = new InboxProjection(Clock.fixed(Examples.TIME, ZoneOffset.UTC));

    @Test
    void oneAlertForTheWholeCircleIsOneOutput() {
        var event = incident(1, EventKind.DECLARED)
                .setPartnerSection(section(Tlp.AMBER, circles("east-kent")))
                .build();

        var projected = projection.project(SourceEvent.of(event).orElseThrow(), Optional.empty(), EAST_KENT);

        assertThat(projected.outputs()).singleElement().satisfies(output -> {
            assertThat(output.topics()).containsExactly("tocsin.partner.dover.inbox", "tocsin.partner.thanet.inbox");
            assertThat(output.key()).isEqualTo("canterbury.2024-01-cyber");
        });
    }

    @Test
    void responseGoesToTheCouncilAsItIsAndOnce() {
        var source = SourceEvent.of(response(1)).orElseThrow();

        var first = projection.project(source, Optional.empty(), EAST_KENT);
        var second = projection.project(source, Optional.of(first.ledger()), EAST_KENT);

        assertThat(first.outputs())
                .containsExactly(new Output(
                        List.of("tocsin.partner.canterbury.inbox"), "canterbury.2024-01-cyber", response(1)));
        assertThat(second.outputs()).isEmpty();
        assertThat(second.ledger()).isEqualTo(first.ledger());
    }

    @Test
    void readsCouncilTopicsAndResponsesAndNothingElse() {
        assertThat(List.of(
                        "tocsin.council.dover.incidents",
                        "tocsin.council.dover.service-status",
                        "tocsin.ncsc.responses"))
                .allMatch(topic -> projection.topics().matcher(topic).matches());
        assertThat(List.of("tocsin.partner.dover.inbox", "tocsin.ncsc.referrals", "tocsin-ncsc-responses"))
                .noneMatch(topic -> projection.topics().matcher(topic).matches());
    }
}
