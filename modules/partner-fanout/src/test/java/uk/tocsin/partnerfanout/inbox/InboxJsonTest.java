package uk.tocsin.partnerfanout.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static uk.tocsin.partnerfanout.Examples.EAST_KENT;
import static uk.tocsin.partnerfanout.Examples.circles;
import static uk.tocsin.partnerfanout.Examples.incident;
import static uk.tocsin.partnerfanout.Examples.members;
import static uk.tocsin.partnerfanout.Examples.response;
import static uk.tocsin.partnerfanout.Examples.section;
import static uk.tocsin.partnerfanout.Examples.status;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.disclosure.PartnerDisclosure;

class InboxJsonTest {

    @Test
    void incidentAlertIsWrittenInFull() {
        var event = incident(1, EventKind.NOT_AFFECTED)
                .setPartnerSection(section(Tlp.AMBER_STRICT, members("dover")))
                .build();

        assertThat(InboxJson.of(PartnerDisclosure.each(event, Optional.empty(), EAST_KENT)
                                .apply("dover", false)
                                .disclosed()
                                .orElseThrow())
                        .toString())
                .isEqualTo("{\"eventId\":\"00000000-0000-0001-0000-000000000001\",\"subjectType\":\"incident\","
                        + "\"subjectId\":\"canterbury.2024-01-cyber\",\"publisher\":\"canterbury\",\"revision\":1,"
                        + "\"kind\":\"not-affected\",\"recordedAt\":\"2024-01-19T09:00:00Z\",\"tlp\":\"TLP:AMBER+STRICT\","
                        + "\"incident\":{\"phase\":\"investigating\",\"personalData\":\"not-believed-affected\","
                        + "\"affectedServices\":[{\"serviceId\":\"canterbury.planning\",\"name\":\"Planning\"}],"
                        + "\"suppliers\":[],\"links\":[],\"detail\":{\"tlp\":\"TLP:AMBER+STRICT\","
                        + "\"summary\":\"Forms and maps are offline.\",\"techniques\":[],\"indicators\":[]}}}");
    }

    @Test
    void serviceAlertIsWrittenInFull() {
        var event = status(1, circles("east-kent")).build();

        assertThat(InboxJson.of(PartnerDisclosure.each(event, EAST_KENT)
                                .apply("dover", false)
                                .disclosed()
                                .orElseThrow())
                        .get("service")
                        .toString())
                .isEqualTo("{\"name\":\"Planning\",\"state\":\"major-outage\",\"cause\":\"incident\","
                        + "\"since\":\"2024-01-19T09:00:00Z\"}");
    }

    @Test
    void responseIsWrittenInFull() {
        assertThat(InboxJson.of(response(1)).toString())
                .isEqualTo("{\"responseId\":\"00000000-0000-0003-0000-000000000001\","
                        + "\"referralEventId\":\"00000000-0000-0001-0000-000000000001\","
                        + "\"incidentId\":\"canterbury.2024-01-cyber\",\"publisher\":\"canterbury\",\"revision\":1,"
                        + "\"decision\":\"accepted\",\"respondedBy\":\"ncsc\","
                        + "\"respondedAt\":\"2024-01-19T09:00:00Z\"}");
    }

    @Test
    void recordThatNoInboxHoldsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InboxJson.of(incident(1, EventKind.DECLARED).build()))
                .withMessageContaining("IncidentEvent");
    }
}
