package uk.tocsin.kafka.registry;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The generated classes that may be read into, by the full name of their record. */
final class ContractClasses {

    private final Map<String, Class<? extends SpecificRecord>> byName;

    private ContractClasses(Map<String, Class<? extends SpecificRecord>> byName) {
        this.byName = Map.copyOf(byName);
    }

    static ContractClasses of(Collection<Class<? extends SpecificRecord>> classes) {
        if (classes.isEmpty()) {
            throw new ConfigException(RegistryConfig.CONTRACT_CLASSES, classes, "expected at least one class");
        }
        var byName = new HashMap<String, Class<? extends SpecificRecord>>();
        for (var type : classes) {
            byName.put(SpecificData.get().getSchema(type).getFullName(), type);
        }
        return new ContractClasses(byName);
    }

    /** The classes that the configuration names. */
    static ContractClasses named(RegistryConfig config) {
        return of(config.getList(RegistryConfig.CONTRACT_CLASSES).stream()
                .<Class<? extends SpecificRecord>>map(ContractClasses::load)
                .toList());
    }

    private static Class<? extends SpecificRecord> load(String name) {
        try {
            return Utils.loadClass(name, SpecificRecord.class);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new ConfigException(RegistryConfig.CONTRACT_CLASSES, name, "expected a generated class: " + e);
        }
    }

    /** What another deserializer made, if it is one of the contracts. */
    SpecificRecord checked(@Nullable Object made) {
        if (made instanceof SpecificRecord contract && byName.containsValue(contract.getClass())) {
            return contract;
        }
        var type = made == null ? "nothing" : made.getClass().getName();
        throw new SerializationException("it became " + type + ", which is none of the contracts");
    }

    /**
     * A reader from a writer's schema into the class of the same record name. It keeps what Avro works out along the way
     * to itself: Avro's own place for that, the model in the generated class, is not safe when two threads begin at once.
     */
    DatumReader<SpecificRecord> readerFor(Schema writer, int id) {
        var name = writer.getType() == Schema.Type.RECORD
                ? writer.getFullName()
                : writer.getType().getName();
        var type = byName.get(name);
        if (type == null) {
            throw new SerializationException("schema id " + id + " is of " + name + ", which is none of the contracts");
        }
        TrustedContracts.trust();
        var shared = SpecificData.getForClass(type);
        var own = new SpecificData(type.getClassLoader());
        shared.getConversions().forEach(own::addLogicalTypeConversion);
        return new SpecificDatumReader<>(writer, shared.getSchema(type), own);
    }
}
