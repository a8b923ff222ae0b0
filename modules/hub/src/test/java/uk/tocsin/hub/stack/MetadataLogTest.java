package uk.tocsin.hub.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataLogTest {

    @TempDir
    private Path kafka;

    private Path log;

    @BeforeEach
    void writeThreeBatches() throws IOException {
        log = Files.createDirectory(kafka.resolve("__cluster_metadata-0")).resolve("00000000000000000000.log");
        try (var records = FileRecords.open(log.toFile())) {
            for (long offset = 0; offset < 3; offset++) {
                var record = new SimpleRecord("a topic".getBytes(StandardCharsets.UTF_8));
                records.append(MemoryRecords.withRecords(offset, Compression.NONE, record));
            }
        }
    }

    @Test
    void passesALogThatIsWhole() throws IOException {
        Files.createFile(kafka.resolve(".kafka_cleanshutdown"));

        assertThatCode(() -> MetadataLog.requireSound(kafka)).doesNotThrowAnyException();
    }

    @Test
    void passesAFolderWithoutALog() throws IOException {
        Files.delete(log);

        assertThatCode(() -> MetadataLog.requireSound(kafka)).doesNotThrowAnyException();
    }

    @Test
    void refusesDamageThatHasRecordsBehindIt() throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        bytes[bytes.length / 2]++;
        Files.write(log, bytes);

        assertThatIOException()
                .isThrownBy(() -> MetadataLog.requireSound(kafka))
                .withMessageContaining("is damaged at byte " + bytes.length / 3);
    }

    @Test
    void passesABatchThatAKillTore() throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length - 7));

        assertThatCode(() -> MetadataLog.requireSound(kafka)).doesNotThrowAnyException();
    }

    @Test
    void passesTheZerosThatALossOfPowerLeft() throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length + 1_000));

        assertThatCode(() -> MetadataLog.requireSound(kafka)).doesNotThrowAnyException();
    }

    @Test
    void refusesATornBatchAfterACleanStop() throws IOException {
        Files.createFile(kafka.resolve(".kafka_cleanshutdown"));
        byte[] bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length - 7));

        assertThatIOException().isThrownBy(() -> MetadataLog.requireSound(kafka));
    }
}
