package uk.tocsin.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** The hub's HTTP interface, called for one member. */
public final class HubApi {

    private static final String SUBSCRIPTIONS = "/v1/subscriptions";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI hub;
    private final String token;

    HubApi(URI hub, String token) {
        this.hub = hub;
        this.token = token;
    }

    /** Enters a member of the kind {@code council}. */
    public void enterMember(String memberId, String kind, String... roles) {
        put("/v1/directory/members/" + memberId, Map.of("name", memberId, "kind", kind, "roles", List.of(roles)));
    }

    /** Enters a circle. */
    public void enterCircle(String circleId, List<String> members) {
        put("/v1/directory/circles/" + circleId, Map.of("name", circleId, "members", members));
    }

    /**
     * Subscribes the member: what comes into its inbox goes to that endpoint too.
     *
     * @return the id of the subscription
     */
    public String subscribe(String endpoint) {
        HttpRequest.BodyPublisher wish = body(Map.of("kind", "webhook", "endpoint", endpoint));
        String answer = answered(request(SUBSCRIPTIONS).POST(wish).build());
        return json.readTree(answer).path("subscriptionId").asString();
    }

    /** Holds deliveries back; what comes meanwhile is kept. */
    public void pause(String subscriptionId) {
        answered(request(SUBSCRIPTIONS + "/" + subscriptionId + "/pause")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** Lets deliveries go on. */
    public void resume(String subscriptionId) {
        answered(request(SUBSCRIPTIONS + "/" + subscriptionId + "/resume")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** Ends the subscription. */
    public void unsubscribe(String subscriptionId) {
        answered(request(SUBSCRIPTIONS + "/" + subscriptionId).DELETE().build());
    }

    /** Posts an example of a new incident, of about 1 KB, to a circle. */
    public void postIncident(String publisher, UUID eventId, String circle) {
        HttpRequest.BodyPublisher body =
                HttpRequest.BodyPublishers.ofString(IncidentBody.of(publisher, eventId, circle));
        answered(request("/v1/incidents").POST(body).build());
    }

    private void put(String path, Object body) {
        answered(request(path).PUT(body(body)).build());
    }

    private HttpRequest.BodyPublisher body(Object body) {
        return HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private String answered(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        request.uri().getPath() + " was answered with " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
