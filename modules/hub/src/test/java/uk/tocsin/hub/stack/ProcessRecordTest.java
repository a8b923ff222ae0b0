package uk.tocsin.hub.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {

    private static final String MARK = "61.5";

    @TempDir
    private Path folder;

    private Process process;
    private Instant started;

    @BeforeEach
    void startAProcess() throws IOException {
        process = new ProcessBuilder("sleep", MARK).start();
        started = process.info().startInstant().orElseThrow();
    }

    @AfterEach
    void endTheProcess() {
        process.destroyForcibly().onExit().join();
    }

    @Test
    void recognisesTheProcessThatWasNoted() throws IOException {
        Path note = folder.resolve("process");

        ProcessRecord.write(note, process.toHandle());

        assertThat(ProcessRecord.read(note).orElseThrow().stillRunning(MARK)).contains(process.toHandle());
    }

    @Test
    void takesNoOtherProcessThatWasGivenTheSameId() {
        var note = new ProcessRecord(process.pid(), started.minus(Duration.ofMinutes(1)));

        assertThat(note.stillRunning(MARK)).isEmpty();
    }

    @Test
    void takesNoProcessThatLacksTheMark() {
        var note = new ProcessRecord(process.pid(), started);

        assertThat(note.stillRunning("-Dtocsin.registry.data=" + folder)).isEmpty();
    }

    @Test
    void takesNoProcessThatHasEnded() {
        var note = new ProcessRecord(process.pid(), started);

        ProcessRecord.end(process.toHandle());

        assertThat(note.stillRunning(MARK)).isEmpty();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void readsNothingFromANoteThatMakesNoSense() throws IOException {
        for (String text : new String[] {"", "12", "x 2026-11-24T00:00:00Z", "12 yesterday"}) {
            Path note = Files.writeString(folder.resolve("process"), text);

            assertThat(ProcessRecord.read(note)).as(text).isEmpty();
        }
    }

    @Test
    void readsNothingWithoutANote() {
        assertThat(ProcessRecord.read(folder.resolve("process"))).isEmpty();
    }
}
