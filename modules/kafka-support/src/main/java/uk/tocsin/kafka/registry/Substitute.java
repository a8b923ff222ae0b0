package uk.tocsin.kafka.registry;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's serializer or deserializer in the place of ours, which is to say Confluent's: made by its name, since
 * it is not there to compile against, one for each thread, since it promises nothing about many, and kept to our subject
 * names and our one text per schema.
 *
 * <p>Confluent's throws the same exception for a broken record and for a registry that is down. Here they are told apart.
 */
final class Substitute {

    private static final Map<String, Object> AS_OURS = Map.of(
            RegistryConfig.VALUE_SUBJECT,
            RegistryConfig.CONFLUENT_RECORD_NAME,
            RegistryConfig.KEY_SUBJECT,
            RegistryConfig.CONFLUENT_RECORD_NAME,
            RegistryConfig.SPECIFIC_READER,
            true,
            "avro.remove.java.properties",
            true);

    private Substitute() {}

    /** The serializer that the configuration names, or null if ours is to do it. */
    static @Nullable Serializer<SpecificRecord> serializer(RegistryConfig config, boolean isKey) {
        var name = config.getString(RegistryConfig.SERIALIZER_CLASS);
        if (name.isEmpty()) {
            return null;
        }
        var own = perThread(() -> {
            @SuppressWarnings("unchecked")
            Serializer<Object> made = make(RegistryConfig.SERIALIZER_CLASS, name, Serializer.class);
            made.configure(settings(config), isKey);
            return made;
        });
        return (topic, contract) -> {
            try {
                return own.get().serialize(topic, contract);
            } catch (KafkaException e) {
                throw blamed(e);
            }
        };
    }

    /** The deserializer that the configuration names, or null if ours is to do it. */
    static @Nullable Deserializer<Object> deserializer(RegistryConfig config, boolean isKey) {
        var name = config.getString(RegistryConfig.DESERIALIZER_CLASS);
        if (name.isEmpty()) {
            return null;
        }
        var own = perThread(() -> {
            @SuppressWarnings("unchecked")
            Deserializer<Object> made = make(RegistryConfig.DESERIALIZER_CLASS, name, Deserializer.class);
            made.configure(settings(config), isKey);
            return made;
        });
        return (topic, data) -> {
            try {
                return own.get().deserialize(topic, data);
            } catch (KafkaException e) {
                throw blamed(e);
            }
        };
    }

    /** Makes the first at once, so that a wrong name is told at the start and not with the first record. */
    private static <T> ThreadLocal<T> perThread(Supplier<T> maker) {
        var own = ThreadLocal.withInitial(maker);
        own.get();
        return own;
    }

    private static <T> T make(String key, String name, Class<T> type) {
        try {
            return Utils.newInstance(name, type);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new ConfigException(key, name, "expected a " + type.getSimpleName() + " on the class path: " + e);
        }
    }

    private static Map<String, Object> settings(RegistryConfig config) {
        var settings = new HashMap<>(config.originals());
        settings.putAll(AS_OURS);
        return settings;
    }

    private static KafkaException blamed(KafkaException e) {
        return e instanceof SerializationException && !registryFailed(e)
                ? e
                : new RegistryException("reach the registry", null, String.valueOf(e.getMessage()), e);
    }

    private static boolean registryFailed(Throwable error) {
        var depth = 0;
        for (var at = error; at != null && depth < 32; at = at.getCause(), depth++) {
            if (isOutage(at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(Throwable error) {
        return error instanceof SocketException
                || error instanceof SocketTimeoutException
                || error instanceof UnknownHostException
                || error instanceof SSLException
                || error instanceof HttpTimeoutException
                || error instanceof RetriableException
                || isRefusal(error);
    }

    /** Confluent's exception for an answer that is not 200. Only "no such schema" speaks of the record. */
    private static boolean isRefusal(Throwable error) {
        if (!error.getClass().getSimpleName().equals("RestClientException")) {
            return false;
        }
        try {
            return !Integer.valueOf(RegistryException.SCHEMA_NOT_FOUND)
                    .equals(error.getClass().getMethod("getErrorCode").invoke(error));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
