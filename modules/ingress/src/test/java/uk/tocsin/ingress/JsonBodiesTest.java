package uk.tocsin.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** Once, most of these were told as "no valid JSON", or as of another type. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"incidents": [], "incidents": []}             | holds a property twice: line 1, column
            {"incidents": [{"kind": "a", "kind": "b"}]}    | holds a property twice: line 1, column
            {"incidents": [{"expectedRevision": 9999999999}]} | is too large a number (expected: at most 2147483647)
            {"incidents": [{"expectedRevision": 99999999999999999999}]} | is too large a number (expected: at most 2147483647)
            ~ ~                                            | is empty (expected: a JSON object)
            {"incidents":                                  | is no valid JSON: line 1, column
            """)
    void trueReasonIsTold(String json, String reason) {
        assertThat(errors(json))
                .singleElement()
                .satisfies(error -> assertThat(error.message()).startsWith(reason));
    }

    @Test
    void longerNumberThanIsReadIsToldAsThat() {
        assertThat(errors("{\"incidents\": [{\"expectedRevision\": %s}]}".formatted("9".repeat(1100)), 2000))
                .singleElement()
                .satisfies(error -> assertThat(error.message()).startsWith("holds a number, a name or a nesting"));
    }

    /** Once, the encoding was guessed from the first bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void otherEncodingThanUtf8IsRefused(String encoding) {
        byte[] body = "{\"incidents\": []}".getBytes(Charset.forName(encoding));

        assertThat(errors(refusal(body, 100)))
                .containsExactly(new FieldError("", "is no text in UTF-8 (expected: a JSON object in UTF-8)"));
    }

    @Test
    void markOfByteOrderBeforeUtf8IsNoPartOfTheText() throws IOException {
        byte[] body = "\uFEFF{\"incidents\": []}".getBytes(UTF_8);

        assertThat(new JsonBodies(100)
                        .read(new ByteArrayInputStream(body), BatchBody.class)
                        .incidents())
                .isEmpty();
    }

    @Test
    void bodyOverTheLimitIsRefused() {
        assertThat(refusal(new byte[101], 100).getStatusCode().value()).isEqualTo(413);
    }

    private static List<FieldError> errors(String json) {
        return errors(json, 100);
    }

    private static List<FieldError> errors(String json, int maxBytes) {
        return errors(refusal(json.getBytes(UTF_8), maxBytes));
    }

    @SuppressWarnings("unchecked")
    private static List<FieldError> errors(ErrorResponseException refusal) {
        assertThat(refusal.getStatusCode().value()).isEqualTo(400);
        return (List<FieldError>)
                requireNonNull(requireNonNull(refusal.getBody().getProperties()).get("errors"));
    }

    private static ErrorResponseException refusal(byte[] body, int maxBytes) {
        return catchThrowableOfType(
                ErrorResponseException.class,
                () -> new JsonBodies(maxBytes).read(new ByteArrayInputStream(body), BatchBody.class));
    }
}
