package uk.tocsin.hub.interop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import uk.tocsin.contracts.Contracts;
import uk.tocsin.hub.interop.ConfluentPeer.Refusal;
import uk.tocsin.hub.stack.TestStack;
import uk.tocsin.kafka.registry.Compatibility;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.registry.ContractSerializer;
import uk.tocsin.kafka.registry.PortableSchema;
import uk.tocsin.kafka.registry.RegistryConfig;
import uk.tocsin.kafka.registry.RegistryException;
import uk.tocsin.kafka.registry.SchemaRegistryClient;

/** Tocsin's registry client and serializer against Confluent's genuine client, on one real registry. */
@TestInstance(Lifecycle.PER_CLASS)
class ConfluentInteropIT {

    static final List<Class<? extends SpecificRecord>> RECORDS = Contracts.RECORDS;

    private final RegistryConfig config =
            new RegistryConfig(Map.of(RegistryConfig.URL, TestStack.get().registryUrl()));
    private final SchemaRegistryClient ours = new SchemaRegistryClient(config);
    private final ContractSerializer serializer = new ContractSerializer(ours, config);
    private final ContractDeserializer deserializer = new ContractDeserializer(ours, RECORDS, config);
    private final ConfluentPeer confluents;

    ConfluentInteropIT() throws IOException, ReflectiveOperationException {
        this.confluents = new ConfluentPeer(TestStack.get().registryUrl());
    }

    @AfterAll
    void disconnect() throws IOException {
        confluents.close();
    }

    /** The file of the latest version, which is the one that the generated class is made from. */
    private static String example(Class<?> type, String ending) throws IOException {
        Path folder = Path.of("..", "..", "schemas", type.getSimpleName());
        int version = 1;
        while (Files.exists(folder.resolve("v" + (version + 1) + ".avsc"))) {
            version++;
        }
        return Files.readString(folder.resolve("v" + version + "." + ending));
    }

    private static String portable(Class<?> type) {
        return PortableSchema.of(SpecificData.get().getSchema(type));
    }

    private static String freshSubject() {
        return "interop.R" + UUID.randomUUID().toString().replace("-", "");
    }

    private static String schema(String subject, String fields) {
        return "{\"type\":\"record\",\"name\":\"" + subject.substring("interop.".length())
                + "\",\"namespace\":\"interop\",\"fields\":[" + fields + "]}";
    }

    private static String text(String field) {
        return "{\"name\":\"" + field + "\",\"type\":\"string\",\"doc\":\"Said.\"}";
    }

    @Test
    void whatWeRegisterConfluentsFindsUnderTheSameId() throws Exception {
        var subject = freshSubject();
        var schema = schema(subject, text("a"));

        var id = ours.register(subject, schema);

        assertThat(confluents.idOf(subject, schema)).isEqualTo(id);
        assertThat(confluents.register(subject, schema)).isEqualTo(id);
        assertThat(confluents.schemaById(id)).isEqualTo(schema);
    }

    @Test
    void whatConfluentsRegistersWeFindUnderTheSameId() throws Exception {
        var subject = freshSubject();
        var schema = schema(subject, text("a"));

        var id = confluents.register(subject, schema);

        assertThat(ours.idOf(subject, schema)).isEqualTo(id);
        assertThat(new SchemaRegistryClient(config).register(subject, schema)).isEqualTo(id);
        assertThat(ours.schemaById(id)).isEqualTo(schema);
        assertThat(ours.versions(subject)).containsExactly(1);
        assertThat(ours.latest(subject))
                .isEqualTo(ours.version(subject, 1))
                .satisfies(latest -> assertThat(latest.id()).isEqualTo(id));
    }

    @ParameterizedTest
    @FieldSource("RECORDS")
    void aGeneratedClassHasTheIdOfItsFile(Class<? extends SpecificRecord> type) throws Exception {
        var fromFile = confluents.register(type.getName(), example(type, "avsc"));

        assertThat(ours.register(type.getName(), portable(type))).isEqualTo(fromFile);
    }

    @ParameterizedTest
    @FieldSource("RECORDS")
    void whatWeWriteConfluentsReads(Class<? extends SpecificRecord> type) throws Exception {
        var contract = golden(type);

        var written = bytes(contract);

        assertThat(confluents.read(written)).isEqualTo(confluents.read(portable(type), example(type, "example.json")));
    }

    @ParameterizedTest
    @FieldSource("RECORDS")
    void whatConfluentsWritesWeRead(Class<? extends SpecificRecord> type) throws Exception {
        var written = confluents.write(type.getName(), example(type, "avsc"), example(type, "example.json"));

        var contract = contract(written);

        assertThat(contract).isInstanceOf(type);
        var again = bytes(contract);
        assertThat(again).isEqualTo(bytes(golden(type)));
        assertThat(confluents.read(again)).isEqualTo(confluents.read(written));
    }

    private byte[] bytes(SpecificRecord contract) {
        return requireNonNull(serializer.serialize("interop", contract));
    }

    private SpecificRecord contract(byte[] bytes) {
        return requireNonNull(deserializer.deserialize("interop", bytes));
    }

    /** The example that is kept beside the schema as bare Avro. */
    private SpecificRecord golden(Class<? extends SpecificRecord> type) throws IOException {
        var avro = Base64.getMimeDecoder().decode(example(type, "example.b64"));
        var id = ours.register(type.getName(), portable(type));
        var record =
                ByteBuffer.allocate(5 + avro.length).put((byte) 0).putInt(id).put(avro);
        return contract(record.array());
    }

    @Test
    void bothAreHeldToTheLevelThatEitherSet() throws Exception {
        // Given
        var subject = freshSubject();
        var first = schema(subject, text("a"));
        var broken = schema(subject, text("b"));
        ours.register(subject, first);
        confluents.setCompatibility(subject, "FULL");

        // When
        ours.setCompatibility(subject, Compatibility.FULL_TRANSITIVE);

        // Then
        assertThat(ours.compatibility(subject)).isEqualTo(Compatibility.FULL_TRANSITIVE);
        assertThat(ours.check(subject, first).compatible()).isTrue();
        assertThat(ours.check(subject, broken).compatible()).isFalse();
        assertThat(ours.check(subject, broken).reasons()).isNotEmpty();
        assertThat(confluents.compatible(subject, broken)).isFalse();
        assertThatThrownBy(() -> ours.register(subject, broken))
                .asInstanceOf(InstanceOfAssertFactories.type(RegistryException.class))
                .satisfies(e -> assertThat(refusal(e)).isEqualTo(new Refusal(409, 409)))
                .satisfies(e -> assertThat(e).hasMessageStartingWith("register schema of " + subject + ": "));
        assertThat(ConfluentPeer.refusal(catchThrowable(() -> confluents.register(subject, broken))))
                .isEqualTo(new Refusal(409, 409));
    }

    @Test
    void bothAreToldTheSameOfWhatIsNotThere() throws Exception {
        var subject = freshSubject();
        var schema = schema(subject, text("a"));

        assertThat(refused(() -> ours.idOf(subject, schema)))
                .isEqualTo(ConfluentPeer.refusal(catchThrowable(() -> confluents.idOf(subject, schema))))
                .isEqualTo(new Refusal(404, RegistryException.SUBJECT_NOT_FOUND));
        assertThat(refused(() -> ours.schemaById(Integer.MAX_VALUE)))
                .isEqualTo(ConfluentPeer.refusal(catchThrowable(() -> confluents.schemaById(Integer.MAX_VALUE))))
                .isEqualTo(new Refusal(404, RegistryException.SCHEMA_NOT_FOUND));
        ours.register(subject, schema);
        assertThat(refused(() -> ours.idOf(subject, schema(subject, text("b")))))
                .isEqualTo(new Refusal(404, RegistryException.SCHEMA_NOT_FOUND));
        assertThat(refused(() -> ours.version(subject, 7)))
                .isEqualTo(new Refusal(404, RegistryException.VERSION_NOT_FOUND));
        assertThat(refused(() -> ours.register(subject, "{no schema")))
                .isEqualTo(new Refusal(422, RegistryException.INVALID_SCHEMA));
    }

    private static Refusal refused(ThrowingCallable request) {
        var thrown = RegistryException.in(catchThrowable(request));
        assertThat(thrown).isNotNull();
        return thrown == null ? new Refusal(0, 0) : refusal(thrown);
    }

    private static Refusal refusal(RegistryException e) {
        return new Refusal(e.status(), e.errorCode());
    }

    @Test
    void anIdThatTheRegistryDoesNotKnowIsTheRecordsFault() {
        var unknown =
                ByteBuffer.allocate(6).put((byte) 0).putInt(Integer.MAX_VALUE).put((byte) 0);

        assertThatThrownBy(() -> deserializer.deserialize("interop", unknown.array()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("schema id 2147483647 is not usable");
    }

    @Test
    void aWrongPathIsNotTheRecordsFault() {
        var wrong =
                new RegistryConfig(Map.of(RegistryConfig.URL, TestStack.get().registryUrl() + "/wrong"));
        var reader = new ContractDeserializer(new SchemaRegistryClient(wrong), RECORDS, wrong);

        assertThatThrownBy(() -> reader.deserialize("interop", new byte[] {0, 0, 0, 0, 1, 0}))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.retriable()).isFalse());
    }
}
