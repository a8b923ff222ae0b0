package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.tocsin.contracts.Role;

/** Every refusal is problem+json and says why, wherever on its way a request is refused. */
class ProblemsIT {

    private static final String TEXT = "Content-Type: text/plain";
    private static final String JSON = "Content-Type: application/json";

    private final Hub hub = Hub.get();
    private final String token = "Authorization: Bearer "
            + hub.as("canterbury", Role.PARTNER, Role.PUBLISHER).token();

    /** Once, some of these were answered 500, some with an empty body and some with a page. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/inbox?limit=%",
                "/v1/inbox?limit=%zz",
                "/v1/inbox/../x",
                "/v1//inbox",
                "/v1/inbox;x=1",
                "/v1/inbox%00",
                "/v1/inbox%0a",
                "/v1/%2e%2e/x",
                "/v1/inbox%2fx",
                "/v1/inbox%",
                "/v1/inbox|x"
            })
    void addressThatCannotBeReadIsTold(String target) {
        refused(call("GET", target, "", token), 400, "cannot be read (expected: ");
    }

    @Test
    void callWithoutATokenIsToldSoInHeaderAndBody() {
        RawCall answer = call("GET", "/v1/inbox", "");

        refused(answer, 401, "There is no token");
        assertThat(answer.header("www-authenticate")).startsWith("Bearer");
    }

    @Test
    void tokenThatIsNoneIsToldWhy() {
        RawCall answer = call("GET", "/v1/inbox", "", "Authorization: Bearer nonsense");

        refused(answer, 401, "The token is not accepted: ");
        assertThat(answer.header("www-authenticate")).contains("invalid_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/subscription-of-others", "/internal"})
    void addressOfNobodyIsRefusedInWords(String target) {
        RawCall answer = call("GET", target, "", token);

        refused(
                answer,
                target.startsWith("/v1") ? 404 : 403,
                target.startsWith("/v1") ? "There is nothing" : "Your token does not allow this");
    }

    @Test
    void roleThatIsMissingIsToldInWords() {
        refused(call("POST", "/v1/referrals/lease", "", token), 403, "Your token does not allow this");
    }

    /** Once, whoever asked for the page of errors got error 500. */
    @Test
    void nobodyCanAskForTheErrorPage() {
        refused(call("GET", "/error", ""), 401, "There is no token");
        refused(call("GET", "/error", "", token), 403, "Your token does not allow this");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/inbox?limit=ten             | GET  | limit  | ten (expected: a whole number)
            /v1/incidents?dryRun=perhaps    | POST | dryRun | perhaps (expected: true or false)
            """)
    void parameterOfAnotherTypeIsNamed(String target, String method, String field, String message) {
        RawCall answer = call(method, target, "{}", token, JSON);

        refused(answer, 400, message);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
        assertThat(answer.json().at("/errors/0/message").asString()).isEqualTo(message);
    }

    @Test
    void otherMethodIsToldWhichThereAre() {
        RawCall answer = call("DELETE", "/v1/inbox", "", token);

        refused(answer, 405, "DELETE is not possible here (expected: GET)");
        assertThat(answer.header("allow")).contains("GET");
    }

    @Test
    void otherFormOfAnswerIsToldWhichThereAre() {
        RawCall answer = call("GET", "/v1/inbox", "", token, "Accept: application/xml");

        refused(answer, 406, "expected: application/json");
        assertThat(answer.header("accept")).contains("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/incidents",
        "POST, /v1/service-status",
        "POST, /v1/batches",
        "PUT, /v1/directory/members/dover",
        "POST, /v1/subscriptions"
    })
    void otherFormOfBodyIsToldWhichThereIs(String method, String target) {
        RawCall answer = call(method, target, "{}", token, TEXT);

        refused(answer, 415, "is not read here (expected: application/json");
        assertThat(answer.header("accept")).contains("application/json");
    }

    /** Once, the server unpacked it, before it was known who asks, and something that ended too early without end. */
    @Test
    void bodyThatIsCompressedIsNotRead() {
        String form = "Content-Type: application/x-www-form-urlencoded";

        refused(call("PUT", "/nowhere", "x", form, "Content-Encoding: gzip"), 415, "compressed");
        refused(call("POST", "/v1/incidents", "x", token, JSON, "Content-Encoding: gzip"), 415, "compressed");
    }

    /** Once, the server told the reason of a refusal of its own to GET, HEAD and POST alone. */
    @Test
    void everyMethodIsToldWhyTheServerRefusesIt() {
        refused(call("PUT", "/v1//inbox", "", token), 400, "cannot be read (expected: ");
        refused(call("DELETE", "/v1/inbox", "", "X-Long: " + "x".repeat(10_000)), 431, "too large");
    }

    /** Once, a body in YAML was read, as a library for the API's document can. */
    @Test
    void bodyInYamlIsNotRead() {
        RawCall answer = call("POST", "/v1/subscriptions", "endpoint: x", token, "Content-Type: application/yaml");

        refused(answer, 415, "application/yaml");
        assertThat(answer.header("accept")).doesNotContain("yaml");
    }

    @Test
    void bodyThatIsNoJsonIsToldWithItsReason() {
        refused(call("POST", "/v1/incidents", "", token, JSON), 400, "The body cannot be read");
        refused(call("POST", "/v1/subscriptions", "{", token, JSON), 400, "The body cannot be read");
    }

    /** Once, one form of the API's document was open and the other asked for a token. */
    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs", "/v3/api-docs.yaml"})
    void documentOfTheApiIsOpen(String target) {
        assertThat(call("GET", target, "").status()).isEqualTo(200);
    }

    private RawCall call(String method, String target, String body, String... headers) {
        return RawCall.send(hub.address, method, target, body, headers);
    }

    private static void refused(RawCall answer, int status, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asString("")).isNotBlank();
        assertThat(answer.json().path("detail").asString("")).contains(detail);
    }
}
