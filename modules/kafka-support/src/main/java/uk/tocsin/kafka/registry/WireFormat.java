package uk.tocsin.kafka.registry;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** The five bytes before the Avro binary: a zero, and the schema's id in big-endian order. */
final class WireFormat {

    /** How many bytes come before the Avro binary. */
    static final int HEADER_BYTES = 5;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    static void writeHeader(ByteArrayOutputStream out, int id) {
        out.write(MAGIC);
        out.write(id >>> 24);
        out.write(id >>> 16);
        out.write(id >>> 8);
        out.write(id);
    }

    /** The id in the header, which is at least 1: no registry gives out others, so none needs to be asked for them. */
    static int readId(byte[] record) {
        if (record.length < HEADER_BYTES) {
            throw new SerializationException(
                    record.length + " bytes (expected: at least " + HEADER_BYTES + ", a zero and a schema id)");
        }
        if (record[0] != MAGIC) {
            throw new SerializationException("first byte " + record[0] + " (expected: " + MAGIC + ")");
        }
        var id = ByteBuffer.wrap(record).getInt(1);
        if (id < 1) {
            throw new SerializationException("schema id " + id + " (expected: 1 or more)");
        }
        return id;
    }
}
