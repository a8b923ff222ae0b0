package uk.tocsin.hub.http;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A problem as text, for what answers without Spring's converters; in the form that these give it. */
final class ProblemJson {

    static final String TYPE = MediaType.APPLICATION_PROBLEM_JSON_VALUE;

    /** What every answer carries, for those that are refused before it is added. */
    static final String GUESSING = "X-Content-Type-Options";

    static final String NO_GUESSING = "nosniff";

    private ProblemJson() {}

    static String of(HttpStatusCode status, String detail) {
        HttpStatus known = HttpStatus.resolve(status.value());
        ObjectNode problem =
                JsonNodeFactory.instance.objectNode().put("detail", detail).put("status", status.value());
        if (known != null) {
            problem.put("title", known.getReasonPhrase());
        }
        return problem.toString();
    }
}
