package uk.tocsin.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootprintTest {

    @TempDir
    private Path folder;

    @Test
    void anotherProcessOfTheBenchCanBeLookedInto() throws Exception {
        Process process = Java.start(folder.resolve("log"), List.of("-Xmx64m"), Waits.class.getName(), List.of());
        try {
            Footprint footprint = Footprint.of(process.pid());

            assertThat(footprint.heapMiB()).isBetween(0.1, 64.0);
            assertThat(footprint.threads()).isPositive();
            assertThat(footprint.consumers()).isZero();
        } finally {
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        }
    }

    /** Lives until its input ends. */
    static final class Waits {

        private Waits() {}

        public static void main(String[] arguments) throws Exception {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
