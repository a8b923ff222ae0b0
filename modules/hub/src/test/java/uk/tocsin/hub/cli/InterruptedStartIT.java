package uk.tocsin.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever changes their mind while everything starts is left with nothing of it. */
class InterruptedStartIT {

    private static final Pattern REGISTRY_PORT = Pattern.compile("schema registry on port (\\d+)");

    /** Far above the 10 s in which it should end, for a machine with much else to do. */
    private static final int PATIENCE_SECONDS = 60;

    /** Once, Ctrl-C while the hub was starting left the registry running for ever, at its port, and the demo's folder. */
    @ParameterizedTest
    @ValueSource(strings = {"The broker is ready; waiting for the schema registry.", "Starting the hub."})
    void leavesNothingBehind(String moment, @TempDir Path home) throws Exception {
        Files.createDirectory(home.resolve("scenarios"));
        Files.copy(Path.of("../../scenarios/east-kent-2024.yaml"), home.resolve("scenarios/east-kent-2024.yaml"));
        Process demo = demo(home);
        List<ProcessHandle> children = List.of();
        try {
            // Given
            BufferedReader output = demo.inputReader(StandardCharsets.UTF_8);
            int registryPort = registryPort(lineWith("schema registry on port", output));
            lineWith(moment, output);
            children = demo.descendants().toList();
            assertThat(children).isNotEmpty();

            // When
            // Process.destroy would close the output too.
            demo.toHandle().destroy();

            // Then
            assertThat(demo.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            for (ProcessHandle child : children) {
                child.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            try (ServerSocket socket = new ServerSocket(registryPort, 1, InetAddress.getLoopbackAddress())) {
                assertThat(socket.isBound()).isTrue();
            }
            try (var kept = Files.list(home.resolve(".tocsin"))) {
                assertThat(kept).noneMatch(path -> path.getFileName().toString().startsWith("demo-"));
            }
            assertThat(output.lines()).noneMatch(line -> line.startsWith("tocsin:"));
        } finally {
            demo.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static Process demo(Path home) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=uk.tocsin.contracts",
                        "-Dtocsin.log.file=" + home.resolve("hub.log"),
                        "-Dtocsin.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "demo",
                        "--headless")
                .redirectErrorStream(true)
                .start();
    }

    private static String lineWith(String words, BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        String line = output.readLine();
        while (line != null && !line.contains(words)) {
            said.append(line).append('\n');
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the demo ended and never said '" + words + "', but: " + said);
        }
        return line;
    }

    private static int registryPort(String line) {
        Matcher port = REGISTRY_PORT.matcher(line);
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }
}
