package uk.tocsin.kafka.registry;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads contract records from the Confluent wire format into the generated classes that it was given, and into no
 * others: what a record calls itself never decides which class is loaded.
 *
 * <p>Throws {@link SerializationException} where the record itself can never be read: not in the wire format, a schema id
 * that the registry does not know, a record type that is not among the contracts, bytes that do not fit the schema or are
 * left over, too many bytes. Throws {@link RegistryException} where the registry did not answer as it should, which says
 * nothing about the record: hold it back and come again. Safe for any number of threads.
 */
public final class ContractDeserializer implements Deserializer<SpecificRecord> {

    /** What one thread reads with, again and again. */
    private static final class Desk {
        private final Map<Integer, DatumReader<SpecificRecord>> readers = new HashMap<>();
        private @Nullable DatumReader<SpecificRecord> last;
        private int lastId;
        private @Nullable BinaryDecoder decoder;
    }

    private record Setup(
            SchemaRegistryClient registry,
            ContractClasses contracts,
            int maxRecordBytes,
            int maxReaders,
            @Nullable Deserializer<Object> substitute) {}

    private final ThreadLocal<Desk> desks = ThreadLocal.withInitial(Desk::new);
    private @Nullable Setup setup;

    /** For Kafka, which calls {@link #configure} next; the classes come from {@link RegistryConfig#CONTRACT_CLASSES}. */
    public ContractDeserializer() {}

    /**
     * A deserializer that shares a client.
     *
     * @param registry where writers' schemas come from
     * @param contracts the generated classes to read into, at least one
     * @param config the deserializer's own settings
     */
    public ContractDeserializer(
            SchemaRegistryClient registry,
            Collection<Class<? extends SpecificRecord>> contracts,
            RegistryConfig config) {
        this.setup = setup(registry, ContractClasses.of(contracts), config, false);
    }

    /** Takes the settings named in {@link RegistryConfig}; does nothing if the constructor was given a client. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        if (setup == null) {
            var config = new RegistryConfig(configs);
            setup = setup(new SchemaRegistryClient(config), ContractClasses.named(config), config, isKey);
        }
    }

    private static Setup setup(
            SchemaRegistryClient registry, ContractClasses contracts, RegistryConfig config, boolean isKey) {
        TrustedContracts.trust();
        return new Setup(
                registry,
                contracts,
                config.getInt(RegistryConfig.MAX_RECORD_BYTES),
                config.getInt(RegistryConfig.CACHE_SIZE),
                Substitute.deserializer(config, isKey));
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        if (setup == null) {
            throw new IllegalStateException("not configured");
        }
        try {
            return read(setup, topic, data);
        } catch (SerializationException e) {
            throw new SerializationException("Record on " + topic + " cannot be read: " + e.getMessage(), e);
        }
    }

    private SpecificRecord read(Setup with, String topic, byte[] data) {
        if (data.length > with.maxRecordBytes()) {
            throw new SerializationException(data.length + " bytes (expected: at most " + with.maxRecordBytes() + ")");
        }
        return with.substitute() == null
                ? readOurselves(with, data)
                : with.contracts().checked(with.substitute().deserialize(topic, data));
    }

    private SpecificRecord readOurselves(Setup with, byte[] data) {
        var id = WireFormat.readId(data);
        var desk = desks.get();
        var known = id == desk.lastId ? desk.last : desk.readers.get(id);
        var reader = known == null ? reader(with, id) : known;
        var contract = decode(desk, reader, id, data);
        // A reader is kept once it has read something: what cannot be resolved must not fill the memory.
        if (known == null) {
            keep(desk, id, reader, with.maxReaders());
        }
        desk.lastId = id;
        desk.last = reader;
        return contract;
    }

    private static void keep(Desk desk, int id, DatumReader<SpecificRecord> reader, int maxReaders) {
        if (desk.readers.size() >= maxReaders) {
            desk.readers.clear();
        }
        desk.readers.put(id, reader);
    }

    private static SpecificRecord decode(Desk desk, DatumReader<SpecificRecord> reader, int id, byte[] data) {
        try {
            var length = data.length - WireFormat.HEADER_BYTES;
            desk.decoder = DecoderFactory.get().binaryDecoder(data, WireFormat.HEADER_BYTES, length, desk.decoder);
            var contract = reader.read(null, desk.decoder);
            if (!desk.decoder.isEnd()) {
                throw new SerializationException("bytes are left over after a record of schema id " + id);
            }
            return contract;
        } catch (SerializationException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Avro tells of bad bytes by exceptions of many kinds, and of bottomless nesting by the stack's end.
            throw new SerializationException("its bytes do not fit schema id " + id + ": " + e, e);
        }
    }

    private static DatumReader<SpecificRecord> reader(Setup with, int id) {
        var writer = writerSchema(with.registry(), id);
        return with.contracts().readerFor(writer, id);
    }

    private static Schema writerSchema(SchemaRegistryClient registry, int id) {
        try {
            return new Schema.Parser().setValidateDefaults(false).parse(registry.schemaById(id));
        } catch (RegistryException e) {
            if (e.errorCode() == RegistryException.SCHEMA_NOT_FOUND
                    || e.errorCode() == RegistryException.UNUSABLE_SCHEMA) {
                throw new SerializationException("schema id " + id + " is not usable: " + e.getMessage(), e);
            }
            throw e;
        } catch (AvroRuntimeException | StackOverflowError e) {
            throw new SerializationException("schema id " + id + " is no Avro schema complete in itself: " + e, e);
        }
    }
}
