package uk.tocsin.hub.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start refuses before it starts anything. */
class StackStartTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, the broker, --broker-port",
        "1, the broker's controller, --controller-port",
        "2, the schema registry, --registry-port"
    })
    void saysWhichPortIsInUse(int position, String user, String option) throws IOException {
        // Given
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int[] ports = new int[3];
            ports[position] = taken.getLocalPort();

            // When, Then
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(() -> start(new StackOptions(folder, ports[0], ports[1], ports[2], null)))
                    .withMessage("Port " + taken.getLocalPort() + " is in use by another program, and " + user
                            + " needs it. Stop that program, or choose another port with " + option + ".");
        }
    }

    @Test
    void givesBackTheFolderWhenItRefuses() throws IOException {
        // Given
        var options = new StackOptions(folder, 0, 0, 0, folder);

        // When
        assertThatExceptionOfType(StackException.class).isThrownBy(() -> start(options));

        // Then
        try (var again = DataFolder.open(folder)) {
            assertThat(again.registry()).isDirectory();
        }
    }

    @Test
    void refusesAFolderThatAnotherStackHolds() {
        try (var held = DataFolder.open(folder)) {
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(() -> start(StackOptions.onFreePorts(folder)))
                    .withMessageStartingWith("The data folder " + folder + " is in use by another hub.");
            assertThat(held.kafka()).isDirectory();
        }
    }

    @Test
    void saysThatTheDataFolderCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> start(StackOptions.onFreePorts(file)))
                .withMessageStartingWith("The data folder " + file + " cannot be written (")
                .withMessageEndingWith("Mend its permissions, or choose another folder with --data.");
    }

    @Test
    void saysWhereTheRegistryIsMissingAndHowToGetIt() {
        var options = new StackOptions(folder, 0, 0, 0, folder.resolve("dist"));

        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> start(options))
                .withMessage("The schema registry is not in " + folder.resolve("dist")
                        + ". Run 'mvn -Dquick package' to unpack it there, or name its folder with"
                        + " -Dtocsin.registry.dist.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/srv/hub/target/classes/",
                "file:/srv/hub/target/hub.jar",
                "jar:nested:/srv/hub/target/hub.jar/!BOOT-INF/classes/!/",
                "jar:file:/srv/hub/target/hub.jar!/"
            })
    void looksForTheRegistryBesideTheProgram(String place) {
        assertThat(RegistryDistribution.besideProgram(place)).isEqualTo(Path.of("/srv/hub/target/registry"));
    }

    @Test
    void saysThatTheDiskIsFullRatherThanCorrupt() {
        try (var data = DataFolder.open(folder)) {
            assertThat(data.unreadable("the broker", new IOException("No space left on device")))
                    .hasMessage("There is no room left on the disk of " + folder + ". Make room, and start again.");
        }
    }

    @Test
    void choosesThreeDifferentFreePorts() {
        var ports = StackPorts.find(StackOptions.onFreePorts(folder));

        assertThat(List.of(ports.broker(), ports.controller(), ports.registry()))
                .doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).isBetween(15_000, 30_000));
    }

    @Test
    void refusesTheSamePortForTwo() {
        int port = StackPorts.find(StackOptions.onFreePorts(folder)).broker();

        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> start(new StackOptions(folder, port, port, 0, null)))
                .withMessageContaining("--controller-port");
    }

    @Test
    void refusesAPortThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StackOptions(folder, 0, 70_000, 0, null))
                .withMessage("controllerPort: 70000 (expected: 0 to 65535, 0 for any free port)");
    }

    private static void start(StackOptions options) {
        EmbeddedStack.start(options, step -> {}).close();
    }
}
