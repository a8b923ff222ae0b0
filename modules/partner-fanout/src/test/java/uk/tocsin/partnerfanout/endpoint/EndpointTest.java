package uk.tocsin.partnerfanout.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @Test
    void httpsAddressMayBeUsed() {
        assertThat(Endpoint.problem("https://alerts.example.gov.uk/tocsin?to=desk", false))
                .isEmpty();
    }

    @Test
    void plainHttpIsForTryingOutOnly() {
        assertThat(Endpoint.problem("http://127.0.0.1:9000/hook", false)).isPresent();
        assertThat(Endpoint.problem("http://127.0.0.1:9000/hook", true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alerts.example",
                "ftp://alerts.example/",
                "file:///etc/passwd",
                "https:///path",
                "https://user:password@alerts.example/",
                "https://alerts.example/#part",
                "https://not a host/"
            })
    void anythingElseIsRefused(String endpoint) {
        assertThat(Endpoint.problem(endpoint, true)).isPresent();
    }
}
