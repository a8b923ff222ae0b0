package uk.tocsin.hub.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.record.internal.FileRecords;

/**
 * Looks at the broker's own log before the broker does. Kafka cuts a damaged log off where the damage begins, since the
 * other nodes have the rest; a single node then comes up with no topics, as if all were well. Here it must not come up.
 */
final class MetadataLog {

    private static final int OFFSET_BYTES = 8;
    private static final int SIZE_BYTES = 4;

    private MetadataLog() {}

    /** Throws if a batch cannot be read that was written whole: the one being written at a crash may be torn. */
    static void requireSound(Path kafkaFolder) throws IOException {
        boolean stoppedCleanly = Files.exists(kafkaFolder.resolve(".kafka_cleanshutdown"));
        Iterator<Path> segments =
                segments(kafkaFolder.resolve("__cluster_metadata-0")).iterator();
        while (segments.hasNext()) {
            Path segment = segments.next();
            boolean mayBeTorn = !stoppedCleanly && !segments.hasNext();
            requireSound(segment, mayBeTorn);
        }
    }

    private static List<Path> segments(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    private static void requireSound(Path segment, boolean mayBeTorn) throws IOException {
        var records = FileRecords.open(segment.toFile(), false);
        try {
            int sound = soundBytes(records);
            boolean isWhole = sound == records.sizeInBytes();
            if (!isWhole && !(mayBeTorn && isLastWrite(records.channel(), sound))) {
                throw new IOException(
                        segment.getFileName() + " in " + segment.getParent() + " is damaged at byte " + sound);
            }
        } finally {
            records.closeHandlers();
        }
    }

    private static int soundBytes(FileRecords records) {
        int end = 0;
        try {
            for (var batch : records.batches()) {
                if (!batch.isValid()) {
                    return end;
                }
                end = batch.position() + batch.sizeInBytes();
            }
            return end;
        } catch (CorruptRecordException e) {
            return end;
        }
    }

    /** A batch begins with its offset and the size of the rest; a system that lost its power may have left zeros. */
    private static boolean isLastWrite(FileChannel log, int position) throws IOException {
        var header = ByteBuffer.allocate(OFFSET_BYTES + SIZE_BYTES);
        log.read(header, position);
        if (header.hasRemaining()) {
            return true;
        }
        int rest = header.getInt(OFFSET_BYTES);
        return rest == 0 || (rest > 0 && position + header.capacity() + (long) rest >= log.size());
    }
}
