package uk.tocsin.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryClientTest {

    private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"a.B\",\"fields\":[]}";

    private final FakeRegistry registry = new FakeRegistry();

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    private SchemaRegistryClient client(Map<String, ?> more) {
        var settings = new HashMap<String, Object>();
        settings.put(RegistryConfig.URL, registry.url());
        settings.put(RegistryConfig.RETRY_WAIT, 1);
        settings.put(RegistryConfig.RETRY_MAX_WAIT, 2);
        settings.putAll(more);
        return new SchemaRegistryClient(settings);
    }

    private SchemaRegistryClient client() {
        return client(Map.of());
    }

    @Test
    void registersOnceAndRemembers() {
        var client = client();

        var ids =
                IntStream.range(0, 100).map(i -> client.register("a.B", SCHEMA)).distinct();

        assertThat(ids).containsExactly(1);
        assertThat(client.idOf("a.B", SCHEMA)).isEqualTo(1);
        assertThat(registry.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.path()).isEqualTo("/subjects/a.B/versions");
            assertThat(asked.body()).contains("\\\"name\\\":\\\"a.B\\\"");
            assertThat(asked.authorization()).isNull();
        });
    }

    @Test
    void fetchesASchemaOnceAndRemembers() {
        var client = client();
        var id = registry.hold(SCHEMA);

        IntStream.range(0, 100).parallel().forEach(i -> client.schemaById(id));

        assertThat(client.schemaById(id)).isEqualTo(SCHEMA);
        assertThat(registry.asked()).hasSize(1);
    }

    @Test
    void rememberedSchemasAreBounded() {
        var client = client(Map.of(RegistryConfig.CACHE_SIZE, 1));
        var ids = IntStream.range(0, 50)
                .map(i -> registry.hold(SCHEMA.replace("a.B", "a.B" + i)))
                .toArray();

        for (var round = 0; round < 2; round++) {
            IntStream.of(ids).forEach(client::schemaById);
        }

        assertThat(registry.asked()).hasSizeGreaterThan(60);
    }

    @Test
    void looksUpWithoutRegistering() {
        assertThatThrownBy(() -> client().idOf("a.B", SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessage("look up schema of a.B: no schema (HTTP 404, error 40403)");
        assertThat(registry.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.path()).isEqualTo("/subjects/a.B"));
    }

    @Test
    void quotesASubjectInThePath() {
        registry.answerNext(200, "[]");

        assertThat(client().versions("a/b c?d#é")).isEmpty();

        assertThat(registry.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.path()).isEqualTo("/subjects/a%2Fb%20c%3Fd%23%C3%A9/versions"));
    }

    @ParameterizedTest
    @CsvSource({"404,40401", "404,40402", "404,40403", "409,409", "422,42201", "401,40101"})
    void tellsARefusalWithSubjectAndCauseAndDoesNotAskAgain(int status, int errorCode) {
        registry.failNext(status, errorCode, "because\\n of that");

        assertThatThrownBy(() -> client().register("a.B", SCHEMA))
                .asInstanceOf(InstanceOfAssertFactories.type(RegistryException.class))
                .satisfies(e -> {
                    assertThat(e.subject()).isEqualTo("a.B");
                    assertThat(e.status()).isEqualTo(status);
                    assertThat(e.errorCode()).isEqualTo(errorCode);
                    assertThat(e.retriable()).isFalse();
                    assertThat(e)
                            .hasMessage("register schema of a.B: because of that (HTTP " + status + ", error "
                                    + errorCode + ")");
                });
        assertThat(registry.asked()).hasSize(1);
    }

    @Test
    void remembersNoRefusal() {
        var client = client();
        registry.failNext(409, 409, "not yet");

        assertThatThrownBy(() -> client.register("a.B", SCHEMA)).isInstanceOf(RegistryException.class);

        assertThat(client.register("a.B", SCHEMA)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429, 408})
    void asksAgainAfterAPassingFailure(int status) {
        registry.failNext(status, 50001, "store");
        registry.answerNext(status, "<html>");
        registry.answerNext(status, "");

        assertThat(client().register("a.B", SCHEMA)).isEqualTo(1);

        assertThat(registry.asked()).hasSize(4);
    }

    @Test
    void givesUpAfterTheLastRetry() {
        IntStream.range(0, 10).forEach(i -> registry.failNext(500, 50002, "timed out"));

        assertThatThrownBy(() -> client(Map.of(RegistryConfig.RETRIES, 2)).register("a.B", SCHEMA))
                .asInstanceOf(InstanceOfAssertFactories.type(RegistryException.class))
                .satisfies(e -> assertThat(e.retriable()).isTrue())
                .satisfies(e -> assertThat(e.errorCode()).isEqualTo(50002));
        assertThat(registry.asked()).hasSize(3);
    }

    @Test
    void triesTheNextAddressAndStaysWithIt() {
        try (var second = new FakeRegistry()) {
            var client = client(Map.of(RegistryConfig.URL, registry.url() + "," + second.url() + "/"));
            registry.failNext(503, 50301, "starting");

            assertThat(client.register("a.B", SCHEMA)).isEqualTo(1);
            assertThat(client.register("a.C", SCHEMA.replace("a.B", "a.C"))).isEqualTo(2);

            assertThat(registry.asked()).hasSize(1);
            assertThat(second.asked())
                    .extracting(FakeRegistry.Asked::path)
                    .containsExactly("/subjects/a.B/versions", "/subjects/a.C/versions");
        }
    }

    @Test
    void triesTheNextAddressWhereNobodyListens() throws IOException {
        var urls = "http://127.0.0.1:" + unusedPort() + "," + registry.url();

        assertThat(client(Map.of(RegistryConfig.URL, urls)).register("a.B", SCHEMA))
                .isEqualTo(1);
    }

    @Test
    void saysThatNobodyAnswered() throws IOException {
        var url = "http://127.0.0.1:" + unusedPort();

        assertThatThrownBy(() -> client(Map.of(RegistryConfig.URL, url)).schemaById(7))
                .asInstanceOf(InstanceOfAssertFactories.type(RegistryException.class))
                .satisfies(e -> assertThat(e.retriable()).isTrue())
                .satisfies(e -> assertThat(e.status()).isZero())
                .satisfies(e -> assertThat(e).hasMessage("fetch schema 7: " + url + ": cannot connect (no answer)"));
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void authenticatesWithUserInfo() {
        var client = client(
                Map.of(RegistryConfig.CREDENTIALS_SOURCE, "USER_INFO", RegistryConfig.USER_INFO, "hub:pass:word"));

        client.register("a.B", SCHEMA);

        assertThat(registry.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.authorization()).isEqualTo("Basic aHViOnBhc3M6d29yZA=="));
    }

    @Test
    void authenticatesWithTheAddressAndNeverRepeatsItsPassword() {
        var client = client(Map.of(RegistryConfig.URL, "http://hub:secret@127.0.0.1:" + registry.port()));
        registry.answerNext(200, "no json");

        assertThatThrownBy(() -> client.register("a.B", SCHEMA))
                .hasMessageContaining(registry.url() + " did not answer in JSON")
                .hasMessageNotContaining("secret");
        assertThat(registry.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.authorization()).isEqualTo("Basic aHViOnNlY3JldA=="));
    }

    @Test
    void refusesAnAnswerThatIsTooLong() {
        var id = registry.hold(SCHEMA + " ".repeat(20_000));

        assertThatThrownBy(() ->
                        client(Map.of(RegistryConfig.MAX_ANSWER_BYTES, 10_000)).schemaById(id))
                .asInstanceOf(InstanceOfAssertFactories.type(RegistryException.class))
                .satisfies(e -> assertThat(e.errorCode()).isEqualTo(RegistryException.UNUSABLE_SCHEMA))
                .satisfies(e -> assertThat(e.retriable()).isFalse());
        assertThat(registry.asked()).hasSize(1);
    }

    @Test
    void takesAnAnswerOfExactlyTheLimit() {
        var id = registry.hold(SCHEMA);
        var bytes = client().schemaById(id).length() + "{\"schema\":\"\"}".length() + 8 + 6;
        registry.answerNext(200, "[1]" + " ".repeat(bytes - 3));
        registry.answerNext(200, "[1]" + " ".repeat(bytes - 2));
        var client = client(Map.of(RegistryConfig.MAX_ANSWER_BYTES, bytes));

        assertThat(client.versions("a.B")).containsExactly(1);
        assertThatThrownBy(() -> client.versions("a.B")).hasMessageContaining("more than " + bytes + " bytes");
    }

    @Test
    void aFailureWithALongBodyIsStillAFailure() {
        registry.answerNext(503, "x".repeat(20_000));

        var client = client(Map.of(RegistryConfig.MAX_ANSWER_BYTES, 10_000, RegistryConfig.RETRIES, 0));

        assertThatThrownBy(() -> client.schemaById(1))
                .asInstanceOf(InstanceOfAssertFactories.type(RegistryException.class))
                .satisfies(e -> assertThat(e.retriable()).isTrue());
    }

    @Test
    void shortensALongReason() {
        registry.failNext(409, 409, "x".repeat(5_000));

        assertThatThrownBy(() -> client().register("a.B", SCHEMA))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    }

    @Test
    void waitsNoLongerThanToldForABodyThatDripsIn() throws IOException {
        try (var slow = new DrippingServer()) {
            var client = client(Map.of(
                    RegistryConfig.URL, slow.url(), RegistryConfig.READ_TIMEOUT, 200, RegistryConfig.RETRIES, 0));

            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertThatThrownBy(() -> client.schemaById(1))
                            .hasMessageContaining("took longer than 200 ms (no answer)"));
        }
    }

    @Test
    void stopsAtOnceWhenInterrupted() {
        IntStream.range(0, 10).forEach(i -> registry.failNext(503, 50301, "starting"));
        var client = client(Map.of(RegistryConfig.RETRY_WAIT, 60_000, RegistryConfig.RETRY_MAX_WAIT, 60_000));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> client.schemaById(1))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aSchemaOfAnotherTypeIsUnusable() {
        registry.answerNext(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message A {}\"}");

        assertThatThrownBy(() -> client().schemaById(1))
                .asInstanceOf(InstanceOfAssertFactories.type(RegistryException.class))
                .satisfies(e -> assertThat(e.errorCode()).isEqualTo(RegistryException.UNUSABLE_SCHEMA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"id\":\"1\"}", "{\"id\":1.5}", "null"})
    void anAnswerWithoutAnIdIsTheRegistrysFault(String answer) {
        registry.answerNext(200, answer);

        assertThatThrownBy(() -> client().register("a.B", SCHEMA))
                .hasMessage("register schema of a.B: answered without a number as id (HTTP 200)");
    }

    @Test
    void readsTheHistoryOfASubject() {
        registry.answerNext(200, "[2,1]");
        registry.answerNext(200, "{\"subject\":\"a.B\",\"version\":2,\"id\":9,\"schema\":\"x\"}");
        registry.answerNext(200, "{\"subject\":\"a.B\",\"version\":1,\"id\":8,\"schema\":\"y\"}");
        var client = client();

        assertThat(client.versions("a.B")).containsExactly(1, 2);
        assertThat(client.latest("a.B")).isEqualTo(new RegisteredSchema("a.B", 2, 9, "x"));
        assertThat(client.version("a.B", 1)).isEqualTo(new RegisteredSchema("a.B", 1, 8, "y"));
        assertThat(registry.asked())
                .extracting(FakeRegistry.Asked::path)
                .containsExactly("/subjects/a.B/versions", "/subjects/a.B/versions/latest", "/subjects/a.B/versions/1");
    }

    @Test
    void setsAndReadsCompatibility() {
        registry.answerNext(200, "{\"compatibility\":\"FULL_TRANSITIVE\"}");
        registry.answerNext(200, "{\"compatibility\":\"FULL\"}");
        registry.answerNext(200, "{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}");
        registry.answerNext(200, "{\"compatibilityLevel\":\"ODD\"}");
        var client = client();

        client.setCompatibility(Compatibility.FULL_TRANSITIVE);
        client.setCompatibility("a.B", Compatibility.FULL);

        assertThat(client.compatibility()).isEqualTo(Compatibility.FULL_TRANSITIVE);
        assertThatThrownBy(() -> client.compatibility("a.B"))
                .hasMessage("read compatibility of a.B: answered without a level that we know (HTTP 200)");
        assertThat(registry.asked())
                .extracting(asked -> asked.method() + " " + asked.path() + " " + asked.body())
                .startsWith(
                        "PUT /config {\"compatibility\":\"FULL_TRANSITIVE\"}",
                        "PUT /config/a.B {\"compatibility\":\"FULL\"}");
    }

    @Test
    void checksCompatibilityInTheWordsOfEitherRegistry() {
        registry.answerNext(200, "{\"is_compatible\":true}");
        registry.answerNext(200, "{\"is_compatible\":false,\"messages\":[\"a\",\"b\"]}");
        registry.answerNext(200, "{\"is_compatible\":false,\"reason\":\"c\"}");
        registry.failNext(404, 40401, "no subject");
        var client = client();

        assertThat(client.check("a.B", SCHEMA).compatible()).isTrue();
        assertThat(client.check("a.B", SCHEMA).reasons()).containsExactly("a", "b");
        assertThat(client.check("a.B", SCHEMA).reasons()).containsExactly("c");
        assertThat(client.check("a.B", SCHEMA).compatible()).isTrue();
        assertThat(registry.asked())
                .allSatisfy(asked ->
                        assertThat(asked.path()).isEqualTo("/compatibility/subjects/a.B/versions?verbose=true"));
    }
}
