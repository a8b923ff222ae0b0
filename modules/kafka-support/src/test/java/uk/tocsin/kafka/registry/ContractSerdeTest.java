package uk.tocsin.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData.EnumSymbol;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.probe.ProbeNotice;
import uk.tocsin.contracts.probe.ProbeState;

class ContractSerdeTest {

    private static final ProbeNotice NOTICE = ProbeNotice.of(
            "n-1", Instant.parse("2024-01-18T09:30:00.123Z"), ProbeState.CLOSED, "Ünïcode", List.of("a", "b"));

    private final FakeRegistry registry = new FakeRegistry();

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    private Map<String, Object> settings(Map<String, ?> more) {
        var settings = new HashMap<String, Object>();
        settings.put("schema.registry.url", registry.url());
        settings.put("retries.wait.ms", 1);
        settings.put("tocsin.contract.classes", ProbeNotice.class.getName());
        settings.putAll(more);
        return settings;
    }

    private ContractSerializer serializer(Map<String, ?> more) {
        var serializer = new ContractSerializer();
        serializer.configure(settings(more), false);
        return serializer;
    }

    private ContractSerializer serializer() {
        return serializer(Map.of());
    }

    private byte[] goodBytes() {
        return Objects.requireNonNull(serializer().serialize("t", NOTICE));
    }

    private ContractDeserializer deserializer(Map<String, ?> more) {
        var deserializer = new ContractDeserializer();
        deserializer.configure(settings(more), false);
        return deserializer;
    }

    private ContractDeserializer deserializer() {
        return deserializer(Map.of());
    }

    private static Schema fileSchema() {
        return new Schema.Parser().parse(ProbeNotice.FILE);
    }

    /** What another writer with another schema would send. */
    private byte[] written(Schema schema, Consumer<GenericRecordBuilder> fields) {
        var builder = new GenericRecordBuilder(schema);
        fields.accept(builder);
        return framed(registry.hold(schema.toString()), encoded(builder.build()));
    }

    private static byte[] encoded(GenericRecord value) {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] framed(int id, byte[] avro) {
        return ByteBuffer.allocate(5 + avro.length)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array();
    }

    private static void complete(GenericRecordBuilder builder) {
        builder.set("id", "n-2").set("raised", 1_000L).set("labels", Map.of("k", "v"));
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(deserializer().deserialize("t", serializer().serialize("t", NOTICE)))
                .isEqualTo(NOTICE);
    }

    @Test
    void nothingStaysNothing() {
        assertThat(serializer().serialize("t", null)).isNull();
        assertThat(deserializer().deserialize("t", (byte[]) null)).isNull();
        assertThat(registry.asked()).isEmpty();
    }

    @Test
    void isTheConfluentWireFormat() {
        IntStream.range(0, 300).forEach(i -> registry.hold("{\"type\":\"fixed\",\"name\":\"f" + i + "\",\"size\":1}"));

        var bytes = goodBytes();

        assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 0, 0, 1, 45);
        var expected = new GenericRecordBuilder(fileSchema())
                .set("id", "n-1")
                .set("raised", NOTICE.get(1) instanceof Instant raised ? raised.toEpochMilli() : -1)
                .set("state", new EnumSymbol(fileSchema().getField("state").schema(), "CLOSED"))
                .set("note", "Ünïcode")
                .set("tags", List.of("a", "b"))
                .set("labels", Map.of())
                .build();
        assertThat(Arrays.copyOfRange(bytes, 5, bytes.length)).isEqualTo(encoded(expected));
    }

    @Test
    void writesAnIdOfFourBytesAndReadsItBack() {
        registry.answerNext(200, "{\"id\":16909060}");
        var bytes = goodBytes();
        registry.answerNext(
                200,
                JsonMapper.shared()
                        .writeValueAsString(Map.of("schema", fileSchema().toString())));

        assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(deserializer().deserialize("t", bytes)).isEqualTo(NOTICE);
        assertThat(registry.asked())
                .last()
                .satisfies(asked -> assertThat(asked.path()).isEqualTo("/schemas/ids/16909060"));
    }

    @Test
    void registersTheFilesTextUnderTheRecordsNameOnce() {
        var serializer = serializer();

        IntStream.range(0, 100).forEach(i -> serializer.serialize("topic" + i, NOTICE));

        assertThat(registry.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.path()).isEqualTo("/subjects/uk.tocsin.contracts.probe.ProbeNotice/versions");
            assertThat(JsonMapper.shared().readTree(asked.body()).path("schema").asString())
                    .isEqualTo(fileSchema().toString());
        });
    }

    @Test
    void looksUpOnlyWhereItMayNotRegister() {
        var serializer = serializer(Map.of("auto.register.schemas", "false"));

        assertThatThrownBy(() -> serializer.serialize("t", NOTICE))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("look up schema of uk.tocsin.contracts.probe.ProbeNotice: no schema");

        registry.hold(fileSchema().toString());

        assertThat(serializer.serialize("t", NOTICE)).startsWith(0, 0, 0, 0, 1);
    }

    @Test
    void readsManyRecordsWithOneQuestion() {
        var bytes = goodBytes();
        var deserializer = deserializer();
        registry.asked().clear();

        IntStream.range(0, 1_000)
                .parallel()
                .forEach(i -> assertThat(deserializer.deserialize("t", bytes)).isEqualTo(NOTICE));

        assertThat(registry.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.path()).isEqualTo("/schemas/ids/1"));
    }

    @Test
    void threadsWriteWithoutDisturbingEachOther() {
        var serializer = serializer();
        var deserializer = deserializer();

        IntStream.range(0, 2_000).parallel().forEach(i -> {
            var notice = ProbeNotice.of("n" + i, Instant.EPOCH, ProbeState.OPEN, "x".repeat(i), List.of());
            assertThat(deserializer.deserialize("t", serializer.serialize("t", notice)))
                    .isEqualTo(notice);
        });
    }

    @Test
    void readsWhatAnOlderWriterLeftOut() {
        var older = new Schema.Parser().parse("""
                {"type":"record","name":"uk.tocsin.contracts.probe.ProbeNotice","fields":[
                  {"name":"id","type":"string"},
                  {"name":"raised","type":{"type":"long","logicalType":"timestamp-millis"}}]}""");

        var bytes = written(older, fields -> fields.set("id", "old").set("raised", 5L));

        assertThat(deserializer().deserialize("t", bytes)).isInstanceOfSatisfying(ProbeNotice.class, notice -> {
            assertThat(notice.get(0)).isEqualTo("old");
            assertThat(notice.get(1)).isEqualTo(Instant.ofEpochMilli(5));
            assertThat(notice.get(2)).isEqualTo(ProbeState.OPEN);
            assertThat(notice.get(3)).isNull();
            assertThat(notice.get(4)).isEqualTo(List.of());
            assertThat(notice.get(5)).isEqualTo(Map.of("avro.java.string", "kept"));
        });
    }

    @Test
    void readsPastWhatANewerWriterAdded() {
        var newer = new Schema.Parser()
                .parse(ProbeNotice.FILE
                        .replace("\"symbols\": [\"OPEN\", \"CLOSED\"]", "\"symbols\": [\"OPEN\", \"CLOSED\", \"LOST\"]")
                        .replace(
                                "{\"name\": \"note\"",
                                "{\"name\": \"extra\", \"type\": \"string\"}, {\"name\": \"note\""));
        var lost = new EnumSymbol(newer.getField("state").schema(), "LOST");

        var bytes = written(newer, fields -> {
            complete(fields);
            fields.set("extra", "skipped").set("state", lost).set("note", "read");
        });

        assertThat(deserializer().deserialize("t", bytes)).isInstanceOfSatisfying(ProbeNotice.class, notice -> {
            assertThat(notice.get(2)).isEqualTo(ProbeState.OPEN);
            assertThat(notice.get(3)).isEqualTo("read");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'',0 bytes (expected: at least 5",
        "00000000,4 bytes (expected: at least 5",
        "0100000001,first byte 1 (expected: 0)",
        "7b2261223a,first byte 123 (expected: 0)",
        "0000000000,schema id 0 (expected: 1 or more)",
        "00ffffffff,schema id -1 (expected: 1 or more)",
        "0000000063,schema id 99 is not usable: fetch schema 99: no schema (HTTP 404",
    })
    void bytesThatAreNoRecordAreRefusedWithTheReason(String hex, String reason) {
        var deserializer = deserializer();

        assertThatThrownBy(() -> deserializer.deserialize("t", HexFormat.of().parseHex(hex)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Record on t cannot be read: ")
                .hasMessageContaining(reason);
    }

    @Test
    void anIdThatNobodyGivesOutIsNotAskedFor() {
        var deserializer = deserializer();

        assertThatThrownBy(() -> deserializer.deserialize("t", framed(-5, new byte[1])));

        assertThat(registry.asked()).isEmpty();
    }

    @Test
    void aRecordOfAnotherNameIsRefusedAndItsClassNeverLoaded() {
        var other = new Schema.Parser().parse("""
                {"type":"record","name":"uk.tocsin.kafka.registry.Bomb","fields":[{"name":"a","type":"string"}]}""");

        var bytes = written(other, fields -> fields.set("a", "x"));

        assertThatThrownBy(() -> deserializer().deserialize("t", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(
                        "schema id 1 is of uk.tocsin.kafka.registry.Bomb, which is none of the contracts");
        assertThat(System.getProperty("tocsin.test.bomb")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"string\"|schema id 1 is of string, which is none of the contracts",
                "{\"type\":\"record\"|schema id 1 is no Avro schema complete in itself",
                "{\"type\":\"record\",\"name\":\"a.B\",\"fields\":[{\"name\":\"x\",\"type\":\"a.Elsewhere\"}]}|complete in itself",
                "hello|complete in itself",
            })
    void aSchemaThatIsNoContractIsTheRecordsFault(String schema, String reason) {
        var id = registry.hold(schema);

        assertThatThrownBy(() -> deserializer().deserialize("t", framed(id, new byte[1])))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aSchemaThatIsTooLongIsTheRecordsFault() {
        var id = registry.hold("\"" + "x".repeat(5_000) + "\"");

        assertThatThrownBy(() -> deserializer(Map.of("tocsin.registry.max.answer.bytes", 2_000))
                        .deserialize("t", framed(id, new byte[1])))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("more than 2000 bytes");
    }

    @Test
    void aSchemaThatCannotBeResolvedIsTheRecordsFaultEachTime() {
        var wrong = new Schema.Parser().parse("""
                {"type":"record","name":"uk.tocsin.contracts.probe.ProbeNotice","fields":[{"name":"id","type":"int"}]}""");
        var bytes = written(wrong, fields -> fields.set("id", 7));
        var deserializer = deserializer();

        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> deserializer.deserialize("t", bytes))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("do not fit schema id 1");
        }
    }

    @Test
    void bytesLeftOverAreRefusedAndTheNextRecordIsRead() {
        var good = goodBytes();
        var deserializer = deserializer();

        assertThatThrownBy(() -> deserializer.deserialize("t", Arrays.copyOf(good, good.length + 1)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("bytes are left over after a record of schema id 1");

        assertThat(deserializer.deserialize("t", good)).isEqualTo(NOTICE);
    }

    @Test
    void everyShorteningIsRefused() {
        var good = goodBytes();
        var deserializer = deserializer();

        assertThat(IntStream.range(0, good.length))
                .allSatisfy(length -> assertThatThrownBy(
                                () -> deserializer.deserialize("t", Arrays.copyOf(good, length)))
                        .isInstanceOf(SerializationException.class));
    }

    @Test
    void aTextThatClaimsTwoGigabytesIsRefusedWithoutMakingRoomForIt() {
        var id = registry.hold(fileSchema().toString());
        var claim = new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 'a'};

        assertThatThrownBy(() -> deserializer().deserialize("t", framed(id, claim)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void bottomlessNestingIsRefused() {
        var nesting = new Schema.Parser().parse(ProbeNotice.FILE.replace("{\"name\": \"note\"", """
                {"name": "deep", "type": {"type": "record", "name": "Deep", "fields": [
                  {"name": "next", "type": ["null", "Deep"]}]}}, {"name": "note\""""));
        var id = registry.hold(nesting.toString());
        var avro = new byte[500_000];
        Arrays.fill(avro, (byte) 2);
        avro[0] = 0;

        assertThatThrownBy(() -> deserializer().deserialize("t", framed(id, avro)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("StackOverflowError");
    }

    @Test
    void aRecordOverTheLimitIsNeitherWrittenNorRead() {
        var bytes = goodBytes();
        var limit = Map.of("tocsin.record.max.bytes", bytes.length - 1);

        assertThatThrownBy(() -> serializer(limit).serialize("t", NOTICE))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(bytes.length + " bytes (expected: at most " + (bytes.length - 1) + ")");
        assertThatThrownBy(() -> deserializer(limit).deserialize("t", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("(expected: at most " + (bytes.length - 1) + ")");
        var enough = Map.of("tocsin.record.max.bytes", bytes.length);
        assertThat(deserializer(enough).deserialize("t", serializer(enough).serialize("t", NOTICE)))
                .isEqualTo(NOTICE);
    }

    @Test
    void anIncompleteRecordIsRefusedAndTheNextIsWrittenWhole() {
        var serializer = serializer();
        var incomplete = ProbeNotice.of("id", Instant.EPOCH, ProbeState.OPEN, null, List.of());
        incomplete.put(2, null);

        assertThatThrownBy(() -> serializer.serialize("t", incomplete))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("uk.tocsin.contracts.probe.ProbeNotice for t cannot be written")
                .hasMessageContaining("state");

        assertThat(deserializer().deserialize("t", serializer.serialize("t", NOTICE)))
                .isEqualTo(NOTICE);
    }

    @ParameterizedTest
    @CsvSource({"500,50001,true", "503,50301,true", "429,42901,true", "401,40101,false", "404,404,false", "200,0,false"
    })
    void anAilingRegistryIsNeverTheRecordsFault(int status, int errorCode, boolean retriable) {
        var bytes = goodBytes();
        var deserializer = deserializer(Map.of("max.retries", 0));
        registry.failNext(status, errorCode, "ailing");

        assertThatThrownBy(() -> deserializer.deserialize("t", bytes))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.retriable()).isEqualTo(retriable));

        assertThat(deserializer.deserialize("t", bytes)).isEqualTo(NOTICE);
    }

    @Test
    void theRegistrysFaultIsFoundBehindWhatKafkaThrows() {
        var bytes = goodBytes();
        var deserializer = deserializer(Map.of("max.retries", 0));
        registry.close();

        assertThatThrownBy(() -> deserializer.deserialize("t", bytes)).satisfies(e -> {
            assertThat(RegistryException.in(new SerializationException("wrapped", new RuntimeException(e))))
                    .isSameAs(e);
            assertThat(RegistryException.in(new SerializationException("not"))).isNull();
            assertThat(RegistryException.in(null)).isNull();
        });
    }

    @Test
    void readsThoughAnotherLibraryReplacedWhatAvroTrusts() {
        var before = ClassSecurityValidator.getGlobal();
        try {
            var bytes = goodBytes();
            var early = deserializer();
            assertThat(early.deserialize("t", bytes)).isEqualTo(NOTICE);
            var late = deserializer();

            ClassSecurityValidator.setGlobal(type -> false);

            assertThat(early.deserialize("t", bytes)).isEqualTo(NOTICE);
            assertThat(late.deserialize("t", bytes)).isEqualTo(NOTICE);
        } finally {
            ClassSecurityValidator.setGlobal(before);
        }
    }

    @Test
    void eitherMakesAvroTrustTheContractsBeforeTheFirstRecord() {
        var before = ClassSecurityValidator.getGlobal();
        try {
            ClassSecurityValidator.setGlobal(type -> false);
            serializer();
            assertThatCode(() -> ClassSecurityValidator.validate(ProbeNotice.class))
                    .doesNotThrowAnyException();

            ClassSecurityValidator.setGlobal(type -> false);
            deserializer();
            assertThatCode(() -> ClassSecurityValidator.validate(ProbeNotice.class))
                    .doesNotThrowAnyException();
        } finally {
            ClassSecurityValidator.setGlobal(before);
        }
    }

    @Test
    void aGivenClientStaysWhenKafkaConfigures() {
        var config = new RegistryConfig(settings(Map.of()));
        var client = new SchemaRegistryClient(config);
        var serializer = new ContractSerializer(client, config);
        var deserializer = new ContractDeserializer(client, List.of(ProbeNotice.class), config);

        serializer.configure(Map.of("bootstrap.servers", "x"), false);
        deserializer.configure(Map.of("bootstrap.servers", "x"), false);

        assertThat(deserializer.deserialize("t", serializer.serialize("t", NOTICE)))
                .isEqualTo(NOTICE);
        assertThat(registry.asked()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"''", "no.such.Class", "java.lang.String"})
    void aDeserializerWithoutContractsIsRefused(String classes) {
        assertThatThrownBy(() -> deserializer(Map.of("tocsin.contract.classes", classes)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tocsin.contract.classes");
    }

    @Test
    void isOfNoUseBeforeItIsConfigured() {
        assertThatThrownBy(() -> new ContractSerializer().serialize("t", NOTICE))
                .hasMessageContaining("not configured");
        assertThatThrownBy(() -> new ContractDeserializer().deserialize("t", new byte[9]))
                .hasMessageContaining("not configured");
    }
}
