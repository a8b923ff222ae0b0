package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The API's document is whole, its examples are accepted, and the page on which to try it obeys the hub's own policy. */
class ApiDocumentIT {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final Hub hub = Hub.get();
    private final JsonNode document = hub.anybody().get("/v3/api-docs").json();

    @Test
    void everyAddressUnderV1IsInTheDocumentAndNoOther() {
        List<String> served =
                hub.paths().stream().filter(path -> path.contains(" /v1")).toList();
        Set<String> documented = new TreeSet<>();
        operations().forEach(operation -> documented.add(operation.name()));

        assertThat(served).hasSizeGreaterThan(12);
        assertThat(documented).containsExactlyElementsOf(served);
    }

    @Test
    void everyCallAsksForATokenAndSaysHowItRefuses() {
        assertThat(document.at("/security/0").has("token")).isTrue();
        assertThat(document.at("/components/securitySchemes/token/scheme").asString())
                .isEqualTo("bearer");
        assertThat(operations()).allSatisfy(operation -> {
            JsonNode responses = operation.node().path("responses");
            for (String status : List.of("400", "401", "403")) {
                assertThat(responses
                                .at("/" + status + "/content/application~1problem+json/schema/$ref")
                                .asString(""))
                        .as(operation.name() + " " + status)
                        .isEqualTo("#/components/schemas/Problem");
            }
            assertThat(responses.propertyNames()).as(operation.name()).anyMatch(status -> status.startsWith("2"));
            assertThat(operation.node().path("summary").asString(""))
                    .as(operation.name())
                    .isNotEmpty();
        });
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = document.findValuesAsString("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        assertThat(document.toString())
                .doesNotContain("uk.tocsin.")
                .doesNotContain("JsonNode")
                .doesNotContain("-controller")
                .doesNotContain("SseEmitter");
    }

    @Test
    void bodiesAreDescribedByTheirFields() {
        JsonNode incident = document.at("/components/schemas/IncidentEvent");

        assertThat(document.at("/paths/~1v1~1incidents/post/requestBody/content/application~1json/schema/$ref")
                        .asString(""))
                .isEqualTo("#/components/schemas/IncidentEvent");
        assertThat(incident.path("required").toString()).contains("eventId", "kind");
        assertThat(incident.at("/properties/kind/enum").toString())
                .contains("not-affected")
                .doesNotContain("unknown");
        assertThat(incident.at("/properties").has("public")).isTrue();
        assertThat(document.at("/components/schemas/PartnerAlertContract/properties/tlp/enum")
                        .toString())
                .contains("TLP:AMBER+STRICT");
        assertThat(document.at("/paths/~1v1~1history/get/responses/200/content").propertyNames())
                .containsExactly("application/x-ndjson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/incidents", "/v1/service-status", "/v1/batches"})
    void exampleOfWhatToPublishIsAcceptedAsADryRun(String path) {
        Caller.Answer answer = hub.publisher("canterbury").post(path + "?dryRun=true", example(path, "post"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void eventThatTheReadmePublishesIsAccepted() throws IOException {
        assertThat(Files.readString(Path.of("..", "..", "README.md")))
                .contains("publish --member canterbury examples/event.json");
        String event = Files.readString(Path.of("..", "..", "examples", "event.json"));

        Caller.Answer answer = hub.publisher("canterbury").post("/v1/incidents?dryRun=true", event);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/reaches/members/0").asString()).isEqualTo("thanet");
    }

    @Test
    void examplesForTheDirectoryAreAccepted() {
        Map.of(
                        "/v1/directory/members/{id}", "tunbridge-wells",
                        "/v1/directory/circles/{id}", "example-circle")
                .forEach((path, id) -> assertThat(hub.administrator()
                                .put(path.replace("{id}", id), example(path, "put"))
                                .status())
                        .as(path)
                        .isEqualTo(200));
    }

    @Test
    void pageObeysThePolicyThatComesWithIt() {
        Caller.Answer page = hub.anybody().get("/swagger-ui/index.html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.text())
                .contains("swagger-initializer.js")
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
                .doesNotContain("<style")
                .doesNotContain(" style=")
                .doesNotContain("http://")
                .doesNotContain("https://");
        Stream.of(
                        "/swagger-ui/swagger-initializer.js",
                        "/swagger-ui/swagger-ui-bundle.js",
                        "/swagger-ui/swagger-ui.css",
                        "/v3/api-docs/swagger-config")
                .forEach(path ->
                        assertThat(hub.anybody().get(path).status()).as(path).isEqualTo(200));
    }

    private record Documented(String name, JsonNode node) {}

    private List<Documented> operations() {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .map(operation -> new Documented(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())))
                .toList();
    }

    /** The example as the document shows it: as text, or as the object that it is. */
    private String example(String path, String method) {
        JsonNode content = document.path("paths")
                .path(path)
                .path(method)
                .path("requestBody")
                .path("content")
                .path("application/json");
        JsonNode example = content.has("example")
                ? content.path("example")
                : content.path("examples").values().iterator().next().path("value");
        return example.isString() ? example.asString() : example.toString();
    }
}
