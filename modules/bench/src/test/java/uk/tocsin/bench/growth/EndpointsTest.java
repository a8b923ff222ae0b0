package uk.tocsin.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void deliveryThatComesTwiceCountsOnce() throws Exception {
        try (Endpoints endpoints = new Endpoints()) {
            assertThat(deliver(endpoints.of("example-partner-001"), "a")).isEqualTo(204);
            assertThat(deliver(endpoints.of("example-partner-001"), "a")).isEqualTo(204);
            assertThat(deliver(endpoints.of("example-partner-002"), "a")).isEqualTo(204);

            endpoints.await(2, 5);
            assertThatIllegalStateException().isThrownBy(() -> endpoints.await(3, 0));
        }
    }

    private int deliver(String endpoint, String id) throws Exception {
        HttpRequest delivery = HttpRequest.newBuilder(URI.create(endpoint))
                .header("webhook-id", id)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return http.send(delivery, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
