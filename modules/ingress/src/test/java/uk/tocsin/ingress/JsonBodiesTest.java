package uk.tocsin.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.ErrorResponseException;

class JsonBodiesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"incidents": [{"partner": {"audiense": {}}}]}        | incidents[0].partner.audiense
            {"incidents": [{"eventId": 7}]}                       | incidents[0].eventId
            {"incidents": [{"expectedRevision": "2"}]}            | incidents[0].expectedRevision
            {"incidents": {}}                                     | incidents
            """)
    void unknownPropertiesAndOtherTypesAreRefusedByName(String json, String field) {
        assertThat(errors(json)).extracting(FieldError::field).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"incidents": []
            {"incidents": []} {}
            {"incidents": [], "incidents": []}
            null
            []
            """)
    void bodyThatIsNoSingleObjectIsRefused(String json) {
        assertThat(errors(json)).hasSize(1);
    }

    @Test
    void emptyBodyIsRefused() {
        assertThat(errors("")).hasSize(1);
    }

    @Test
    void bodyOverTheLimitIsRefused() {
        assertThat(refusal(" ".repeat(101)).getStatusCode().value()).isEqualTo(413);
    }

    @SuppressWarnings("unchecked")
    private static List<FieldError> errors(String json) {
        ErrorResponseException refusal = refusal(json);
        assertThat(refusal.getStatusCode().value()).isEqualTo(400);
        return (List<FieldError>)
                requireNonNull(requireNonNull(refusal.getBody().getProperties()).get("errors"));
    }

    private static ErrorResponseException refusal(String json) {
        return catchThrowableOfType(
                ErrorResponseException.class,
                () -> new JsonBodies(100).read(new ByteArrayInputStream(json.getBytes(UTF_8)), BatchBody.class));
    }
}
