package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.tocsin.contracts.Role;

/** A member chooses where its alerts go, and cannot make the hub call what only the hub can reach. */
class EndpointSafetyIT {

    private final Caller dover = Hub.get().as("dover", Role.PARTNER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://[64:ff9b::a00:1]/",
                "https://0/",
                "https://nowhere.invalid/",
                "ftp://127.0.0.1/"
            })
    void endpointThatMayNotBeCalledIsRefused(String endpoint) {
        Caller.Answer answer = dover.post("/v1/subscriptions", "{\"endpoint\":\"" + endpoint + "\"}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("endpoint");
    }

    @Test
    void networkThatIsAllowedMayBeCalled() {
        Caller.Answer answer = dover.post("/v1/subscriptions", "{\"endpoint\":\"http://127.0.0.1:9/\"}");

        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        String id = answer.json().path("subscriptionId").asString();
        assertThat(dover.send("DELETE", "/v1/subscriptions/" + id, "").status()).isEqualTo(204);
    }
}
