package uk.tocsin.hub.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Adds the ways in which every call says no, and to each of them the form in which it does: problem+json (RFC 9457). */
final class ProblemAnswers implements OpenApiCustomizer {

    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String PROBLEM = "Problem";

    private static final Map<String, String> OF_EVERY_CALL = new TreeMap<>(Map.of(
            "400", "The body or a parameter cannot be read.",
            "401", "There is no valid token.",
            "403", "The token does not allow this."));

    private static final Map<String, String> OF_A_BODY = new TreeMap<>(Map.of(
            "413",
            "The body is too large.",
            "415",
            "The body is no JSON.",
            "422",
            "Fields are wrong: see errors. Nothing was done."));

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        if (api.getPaths() != null) {
            api.getPaths().values().forEach(path -> path.readOperations().forEach(ProblemAnswers::complete));
        }
    }

    private static void complete(Operation operation) {
        ApiResponses responses = operation.getResponses();
        OF_EVERY_CALL.forEach((status, text) -> addIfAbsent(responses, status, text));
        if (operation.getRequestBody() != null) {
            OF_A_BODY.forEach((status, text) -> addIfAbsent(responses, status, text));
        }
        responses.forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.setContent(inProblemJson());
            }
        });
    }

    private static void addIfAbsent(ApiResponses responses, String status, String text) {
        if (!responses.containsKey(status)) {
            responses.addApiResponse(status, new ApiResponse().description(text));
        }
    }

    private static Content inProblemJson() {
        return new Content()
                .addMediaType(
                        PROBLEM_JSON, new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("Why something was refused (RFC 9457).")
                .addProperty("type", new StringSchema().format("uri-reference"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema().format("uri-reference"))
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty(
                                                "field",
                                                new StringSchema().description("Its path, such as partner.tlp."))
                                        .addProperty(
                                                "message",
                                                new StringSchema().description("What was found, what is expected.")))
                                .description("The fields to blame, where some are."))
                .addProperty(
                        "currentRevision",
                        new IntegerSchema().description("Of a conflict: the latest revision; 0 when there is none."));
    }
}
