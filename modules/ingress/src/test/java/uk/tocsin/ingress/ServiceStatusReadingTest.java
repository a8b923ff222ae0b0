package uk.tocsin.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.StatusCause;

class ServiceStatusReadingTest {

    @Test
    void publicStatusNeedsNoAudience() {
        Readings.Reading reading = Examples.readStatus(status("restricted", "\"cause\": \"precaution\"", "public"));

        assertThat(reading.errors()).isEmpty();
        ServiceStatusEvent event =
                (ServiceStatusEvent) reading.candidates().get(0).event().contract();
        assertThat(event.getState()).isEqualTo(ServiceState.RESTRICTED);
        assertThat(event.getCause()).isEqualTo(StatusCause.PRECAUTION);
        assertThat(reading.candidates().get(0).event().topic()).isEqualTo("tocsin.council.canterbury.service-status");
    }

    @Test
    void statusForPartnersNeedsAnAudienceOfOthers() {
        assertThat(Examples.readStatus(status("degraded", "\"cause\": \"unknown\"", "partners"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("audience");
        assertThat(Examples.readStatus(status("degraded", "\"audience\": {\"circles\": [\"kent\"]}", "partners"))
                        .errors())
                .isEmpty();
    }

    @Test
    void everyBadFieldIsToldAtOnce() {
        String json = """
                {"serviceId": "dover.forms", "serviceName": "", "state": "broken", "cause": "fate",
                 "incidentId": "dover.cyber", "expectedBy": "soon", "sharing": "unknown"}""";

        assertThat(Examples.readStatus(json).errors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "eventId",
                        "serviceId",
                        "serviceName",
                        "state",
                        "cause",
                        "incidentId",
                        "expectedBy",
                        "since",
                        "sharing");
    }

    private static String status(String state, String property, String sharing) {
        return """
                {"eventId": "6f1d5ec0-0000-4000-8000-000000000002", "serviceId": "canterbury.forms",
                 "serviceName": "Online forms", "state": "%s", %s, "since": "2024-01-18T07:00:00Z",
                 "sharing": "%s"}""".formatted(state, property, sharing);
    }
}
