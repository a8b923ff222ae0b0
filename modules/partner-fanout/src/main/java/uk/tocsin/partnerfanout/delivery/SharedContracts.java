package uk.tocsin.partnerfanout.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands in inboxes. The same alert stands in many of them, byte for byte: it is decoded once, and all who deliver
 * it hold the same object, which nobody may change. What is remembered is bounded in bytes.
 */
final class SharedContracts implements Deserializer<SpecificRecord> {

    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /** Bytes as a key. */
    private static final class Stored {
        private final byte[] bytes;
        private final int hash;

        Stored(byte[] bytes) {
            CRC32C sum = new CRC32C();
            sum.update(bytes);
            this.bytes = bytes;
            this.hash = (int) sum.getValue();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Stored stored && Arrays.equals(bytes, stored.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final Deserializer<SpecificRecord> deserializer;
    private final Cache<Stored, SpecificRecord> contracts = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Stored stored, SpecificRecord contract) -> stored.bytes.length)
            .executor(Runnable::run)
            .build();

    SharedContracts(Deserializer<SpecificRecord> deserializer) {
        this.deserializer = deserializer;
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] data) {
        return data == null
                ? null
                : contracts.get(new Stored(data), stored -> deserializer.deserialize(topic, stored.bytes));
    }
}
