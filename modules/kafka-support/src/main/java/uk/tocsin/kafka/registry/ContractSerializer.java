package uk.tocsin.kafka.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes contract records in the Confluent wire format. The subject is the record's full name, so that a record type has
 * one history however many topics carry it.
 *
 * <p>Throws {@link SerializationException} for a record that cannot be written, and {@link RegistryException} where the
 * registry does not give an id for its schema. Safe for any number of threads.
 */
public final class ContractSerializer implements Serializer<SpecificRecord> {

    private record Target(int id, DatumWriter<SpecificRecord> writer) {}

    /** What one thread writes with, again and again. */
    private static final class Bench {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        private final Map<Class<?>, Target> targets = new HashMap<>();
        private @Nullable BinaryEncoder encoder;
    }

    private final ThreadLocal<Bench> benches = ThreadLocal.withInitial(Bench::new);
    private @Nullable SchemaRegistryClient registry;
    private @Nullable Serializer<SpecificRecord> substitute;
    private boolean autoRegister;
    private int maxRecordBytes;

    /** For Kafka, which calls {@link #configure} next. */
    public ContractSerializer() {}

    /**
     * A serializer that shares a client.
     *
     * @param registry where ids come from
     * @param config the serializer's own settings
     */
    public ContractSerializer(SchemaRegistryClient registry, RegistryConfig config) {
        use(registry, config, false);
    }

    /** Takes the settings named in {@link RegistryConfig}; does nothing if the constructor was given a client. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        if (registry == null) {
            var config = new RegistryConfig(configs);
            use(new SchemaRegistryClient(config), config, isKey);
        }
    }

    private void use(SchemaRegistryClient client, RegistryConfig config, boolean isKey) {
        TrustedContracts.trust();
        registry = client;
        substitute = Substitute.serializer(config, isKey);
        autoRegister = config.getBoolean(RegistryConfig.AUTO_REGISTER);
        maxRecordBytes = config.getInt(RegistryConfig.MAX_RECORD_BYTES);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord contract) {
        if (contract == null) {
            return null;
        }
        if (substitute != null) {
            return limited(substitute.serialize(topic, contract));
        }
        var bench = benches.get();
        try {
            return write(bench, contract);
        } catch (IOException | RuntimeException e) {
            // The encoder may hold half a record; the next one must not find it.
            benches.remove();
            if (e instanceof RegistryException refused) {
                throw refused;
            }
            throw new SerializationException(
                    contract.getSchema().getFullName() + " for " + topic + " cannot be written: " + e.getMessage(), e);
        }
    }

    private byte[] write(Bench bench, SpecificRecord contract) throws IOException {
        var target = bench.targets.get(contract.getClass());
        if (target == null) {
            target = target(contract);
            bench.targets.put(contract.getClass(), target);
        }
        bench.out.reset();
        WireFormat.writeHeader(bench.out, target.id());
        bench.encoder = EncoderFactory.get().binaryEncoder(bench.out, bench.encoder);
        target.writer().write(contract, bench.encoder);
        bench.encoder.flush();
        return limited(bench.out.toByteArray());
    }

    private byte[] limited(byte[] written) {
        if (written.length > maxRecordBytes) {
            throw new SerializationException(written.length + " bytes (expected: at most " + maxRecordBytes + ")");
        }
        return written;
    }

    private Target target(SpecificRecord contract) {
        if (registry == null) {
            throw new IllegalStateException("not configured");
        }
        var schema = contract.getSchema();
        var subject = schema.getFullName();
        var text = PortableSchema.of(schema);
        var id = autoRegister ? registry.register(subject, text) : registry.idOf(subject, text);
        var model = SpecificData.getForClass(contract.getClass());
        return new Target(id, new SpecificDatumWriter<>(schema, model));
    }
}
