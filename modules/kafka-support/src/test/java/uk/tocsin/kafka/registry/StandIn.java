package uk.tocsin.kafka.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Stands where Confluent's classes would, does what a test tells it to, and remembers how it was configured. */
public final class StandIn implements Serializer<Object>, Deserializer<Object> {

    /** What one thread's stand-ins do and were told. */
    static final class Script {
        private @Nullable Object result;
        private @Nullable RuntimeException failure;
        private final List<Map<String, ?>> configs = new ArrayList<>();

        void returns(@Nullable Object value) {
            result = value;
            failure = null;
        }

        void fails(RuntimeException e) {
            failure = e;
        }

        List<Map<String, ?>> configs() {
            return configs;
        }

        private @Nullable Object play() {
            if (failure != null) {
                throw failure;
            }
            return result;
        }
    }

    static final ThreadLocal<Script> SCRIPT = ThreadLocal.withInitial(Script::new);

    /** For whoever makes it by its name. */
    public StandIn() {}

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        SCRIPT.get().configs.add(Map.copyOf(configs));
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Object data) {
        return (byte[]) SCRIPT.get().play();
    }

    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] data) {
        return SCRIPT.get().play();
    }

    @Override
    public void close() {}

    /** Called and shaped like Confluent's exception for a refusal. */
    static final class RestClientException extends Exception {

        private static final long serialVersionUID = 1L;
        private final int errorCode;

        RestClientException(int errorCode) {
            super("error code " + errorCode);
            this.errorCode = errorCode;
        }

        /** As in Confluent's. */
        public int getErrorCode() {
            return errorCode;
        }
    }
}
