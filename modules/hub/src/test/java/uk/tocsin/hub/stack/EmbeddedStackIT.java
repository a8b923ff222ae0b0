package uk.tocsin.hub.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of one data folder, in order because each start costs seconds: used, killed, used again, stopped, damaged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedStackIT {

    private final TemporaryFolder folder = TemporaryFolder.create("tocsin-stack");
    private final List<String> steps = new ArrayList<>();
    private HeldStack other;
    private final List<EmbeddedStack> restarted = new ArrayList<>();
    private String clusterId;
    private String registered;

    @BeforeAll
    void useAStackInAnotherProcess() throws Exception {
        other = HeldStack.start(folder.path());
        other.client().createTopic("kept");
        clusterId = other.client().clusterId();
        registered = other.client().register("kept");
    }

    @AfterAll
    void deleteTheFolder() {
        other.close();
        restarted.forEach(EmbeddedStack::close);
        folder.delete();
    }

    @Test
    @Order(1)
    void refusesASecondStackOnTheSameFolder() {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(this::start)
                .withMessage("The data folder " + folder.path()
                        + " is in use by another hub. Stop that hub, or choose another folder with --data.");
    }

    @Test
    @Order(2)
    void endsARegistryLeftBehindByAKilledHub() throws Exception {
        // Given
        ProcessHandle leftover = registryProcess();
        other.kill();
        boolean outlivedItsHub = leftover.isAlive();

        // When
        try (var next = start()) {

            // Then
            assertThat(outlivedItsHub).isTrue();
            assertThat(leftover.isAlive()).isFalse();
            assertThat(steps).first().asString().contains("a killed hub had left behind");
            assertKept(StackClient.of(next));
        }
    }

    @Test
    @Order(3)
    void keepsTopicsAndSubjectsAcrossARestart() throws Exception {
        restarted.add(start());

        assertKept(StackClient.of(restarted.get(0)));
    }

    @Test
    @Order(4)
    void saysThatTheRegistryStoppedByItself() throws Exception {
        registryProcess().destroyForcibly();

        assertThat(restarted.get(0).lost().get(10, TimeUnit.SECONDS))
                .hasMessageStartingWith("The schema registry stopped by itself (exit code 137).")
                .hasMessageContaining(logs().toString());
    }

    @Test
    @Order(5)
    void givesBackItsPortsAndItsFolderWhenItIsClosed() throws Exception {
        EmbeddedStack stack = restarted.get(0);

        stack.close();

        assertThat(ProcessRecord.read(note())).isEmpty();
        try (var data = DataFolder.open(folder.path());
                var socket = new ServerSocket(port(stack.bootstrapServers()), 1, InetAddress.getLoopbackAddress())) {
            assertThat(data.kafka().resolve(".kafka_cleanshutdown")).exists();
            assertThat(socket.isBound()).isTrue();
        }
    }

    @Test
    @Order(6)
    void saysHowToStartAfreshWhenTheRegistrysDataIsCorrupt() throws IOException {
        // Given
        Files.writeString(folder.path().resolve("registry/registry.mv.db"), "no database".repeat(5_000));

        // When
        try (var data = DataFolder.open(folder.path());
                var registry = launchRegistry(data)) {

            // Then
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(() -> registry.awaitReady(Duration.ofSeconds(60)))
                    .withMessage("The data in " + folder.path() + " cannot be read by the schema registry (see "
                            + logs() + "). To start afresh, move that folder away; all history goes with it.");
        }
    }

    @Test
    @Order(7)
    void saysHowToStartAfreshWhenTheBrokersLogIsCorrupt() throws IOException {
        // Given
        Path log = folder.path().resolve("kafka/__cluster_metadata-0/00000000000000000000.log");
        Files.write(log, damaged(Files.readAllBytes(log)));

        // When, Then
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(this::start)
                .withMessageStartingWith("The data in " + folder.path() + " cannot be read by the broker (")
                .withMessageContaining("is damaged at byte ")
                .withMessageEndingWith("To start afresh, move that folder away; all history goes with it.");
    }

    @Test
    @Order(8)
    void saysHowToStartAfreshWhenTheBrokersFolderIsCorrupt() throws IOException {
        // Given
        Files.writeString(folder.path().resolve("kafka/meta.properties"), "nothing that Kafka wrote");
        Files.delete(folder.path().resolve("kafka/__cluster_metadata-0/00000000000000000000.log"));

        // When, Then
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(this::start)
                .withMessageStartingWith("The data in " + folder.path() + " cannot be read by the broker (")
                .withMessageEndingWith("To start afresh, move that folder away; all history goes with it.");
    }

    private EmbeddedStack start() {
        steps.clear();
        return EmbeddedStack.start(StackOptions.onFreePorts(folder.path()), steps::add);
    }

    private static RegistryProcess launchRegistry(DataFolder data) {
        int port = StackPorts.find(StackOptions.onFreePorts(Path.of("."))).registry();
        return RegistryProcess.launch(data, RegistryDistribution.runner(null), port);
    }

    private void assertKept(StackClient client) throws Exception {
        assertThat(client.topics()).contains("kept");
        assertThat(client.clusterId()).isEqualTo(clusterId);
        assertThat(client.subjects()).isEqualTo("[\"kept\"]");
        assertThat(client.register("kept")).isEqualTo(registered);
    }

    private ProcessHandle registryProcess() {
        long pid = ProcessRecord.read(note()).orElseThrow().pid();
        return ProcessHandle.of(pid).orElseThrow();
    }

    private Path note() {
        return folder.path().resolve("registry/process");
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private Path logs() {
        return folder.path().resolve("logs/registry.log");
    }

    private static byte[] damaged(byte[] log) {
        byte[] noise = "noise".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(noise, 0, log, log.length / 2, noise.length);
        return log;
    }
}
