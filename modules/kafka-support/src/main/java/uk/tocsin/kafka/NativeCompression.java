package uk.tocsin.kafka;

import net.jpountz.lz4.LZ4Factory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes Kafka use lz4 in machine code. Inside the hub's one jar the library does not look for it, as its classes are not
 * loaded by the system's class loader, and takes its slowest form: two fifths of the time that reading inboxes took.
 */
public final class NativeCompression {

    private static final Logger LOG = LoggerFactory.getLogger(NativeCompression.class);

    private NativeCompression() {}

    /** Loads it, where this platform has it, for every client and broker of this process that starts afterwards. */
    public static void load() {
        try {
            var unused = LZ4Factory.nativeInstance();
        } catch (LinkageError | RuntimeException e) {
            LOG.atInfo().addKeyValue("error", e.toString()).log("lz4 runs without machine code, and slower");
        }
    }
}
