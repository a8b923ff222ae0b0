package uk.tocsin.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import uk.tocsin.contracts.Contracts;

/** Every contract there is, between its file in {@code schemas/} and its generated class. */
class ContractsOnTheWireTest {

    static final List<Class<? extends SpecificRecord>> RECORDS = Contracts.RECORDS;

    private final FakeRegistry registry = new FakeRegistry();
    private final RegistryConfig config = new RegistryConfig(Map.of("schema.registry.url", registry.url()));
    private final SchemaRegistryClient client = new SchemaRegistryClient(config);
    private final ContractDeserializer deserializer = new ContractDeserializer(client, RECORDS, config);
    private final ContractSerializer serializer = new ContractSerializer(client, config);

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @ParameterizedTest
    @FieldSource("RECORDS")
    void isRegisteredAsItStandsInAFile(Class<? extends SpecificRecord> type) throws IOException {
        var text = PortableSchema.of(SpecificData.get().getSchema(type));

        try (var files = Files.list(Path.of("../../schemas", type.getSimpleName()))) {
            assertThat(files.filter(file -> file.toString().endsWith(".avsc")).map(ContractsOnTheWireTest::parsed))
                    .contains(text);
        }
    }

    private static String parsed(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile()).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @FieldSource("RECORDS")
    void whatAGenericWriterWroteIsReadAndWrittenTheSameWithAndWithoutWhatIsOptional(
            Class<? extends SpecificRecord> type) throws IOException {
        var schema =
                new Schema.Parser().parse(PortableSchema.of(SpecificData.get().getSchema(type)));
        var id = registry.hold(schema.toString());

        for (var complete : List.of(true, false)) {
            var bytes = framed(id, schema, sample(schema, complete));
            var contract = deserializer.deserialize("t", bytes);
            assertThat(contract).isInstanceOf(type);
            assertThat(serializer.serialize("t", contract)).isEqualTo(bytes);
        }
    }

    private static byte[] framed(int id, Schema schema, @Nullable Object value) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** A value of the schema: with every option taken and one of each list, or with none. */
    private static @Nullable Object sample(Schema schema, boolean complete) {
        return switch (schema.getType()) {
            case RECORD -> sampleRecord(schema, complete);
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(1));
            case ARRAY -> complete ? List.of(present(schema.getElementType())) : new ArrayList<>();
            case MAP -> complete ? Map.of("key", present(schema.getValueType())) : Map.of();
            case UNION -> sample(branch(schema, complete), complete);
            case STRING -> schema.getLogicalType() == null ? "text" : "0190b2b4-3c5e-7a1b-8c2d-112233445566";
            case BYTES -> ByteBuffer.wrap(new byte[] {1, 2});
            case INT -> 7;
            case LONG -> 1_705_570_200_123L;
            case FLOAT -> 1.5f;
            case DOUBLE -> 2.5;
            case BOOLEAN -> true;
            case NULL -> null;
            case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
        };
    }

    private static Object present(Schema schema) {
        var value = sample(schema, true);
        assertThat(value).isNotNull();
        return value == null ? "" : value;
    }

    private static Schema branch(Schema union, boolean complete) {
        return Stream.of(union.getTypes())
                .flatMap(List::stream)
                .filter(type -> complete == (type.getType() != Schema.Type.NULL))
                .findFirst()
                .orElseGet(() -> union.getTypes().get(0));
    }

    private static GenericData.Record sampleRecord(Schema schema, boolean complete) {
        var value = new GenericData.Record(schema);
        schema.getFields().forEach(field -> value.put(field.pos(), sample(field.schema(), complete)));
        return value;
    }
}
