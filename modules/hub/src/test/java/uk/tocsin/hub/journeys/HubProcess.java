package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import uk.tocsin.contracts.Role;
import uk.tocsin.hub.identity.EmbeddedIssuer;
import uk.tocsin.hub.stack.EmbeddedStack;

/** A hub that is a process of its own, so that it can be killed. */
final class HubProcess {

    private final Path folder;
    private final String bootstrapServers;
    private final String registryUrl;
    private final Map<String, String> settings;
    private final int port;
    private Process process;

    HubProcess(Path folder, EmbeddedStack stack, String... settings) throws IOException {
        this(folder, stack.bootstrapServers(), stack.registryUrl(), settings);
    }

    HubProcess(Path folder, String bootstrapServers, String registryUrl, String... settings) throws IOException {
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
        port = freePort();
        this.settings = settings(settings);
        process = start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What every hub needs, and what this one has of its own. */
    private Map<String, String> settings(String... own) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "--spring.kafka.bootstrap-servers",
                bootstrapServers,
                "--tocsin.registry.url",
                registryUrl,
                "--tocsin.identity.key",
                folder.resolve("issuer.jwk").toString(),
                "--tocsin.secrets.key",
                Base64.getEncoder().encodeToString(new byte[32]),
                "--tocsin.kafka.instance-id",
                "killed",
                "--tocsin.kafka.session-timeout",
                "6s",
                "--server.address",
                "127.0.0.1",
                "--server.port",
                Integer.toString(port)));
        for (String setting : own) {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return all;
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=uk.tocsin.contracts",
                "-Dtocsin.log.file=" + folder.resolve("hub.log"),
                "-cp",
                System.getProperty("java.class.path"),
                "uk.tocsin.hub.cli.Main",
                "serve",
                "--"));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("hub.out").toFile()))
                .start();
    }

    /** As {@code ./tocsin export-site} does, from the same broker and registry. */
    void exportSite(Path to) throws IOException, InterruptedException {
        command(
                folder,
                "export-site",
                to.toString(),
                "--bootstrap-servers=" + bootstrapServers,
                "--registry=" + registryUrl);
    }

    /** Runs a command of {@code ./tocsin} to its end, which must be good, and returns what it printed. */
    static String command(Path folder, String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve(arguments[0] + ".out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=uk.tocsin.contracts",
                "-Dtocsin.log.file=" + folder.resolve(arguments[0] + ".log"),
                "-cp",
                System.getProperty("java.class.path"),
                "uk.tocsin.hub.cli.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(log);
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        assertThat(process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    void startAgain() throws IOException {
        process = start();
    }

    /** The same with another key for secrets, and the one before it as a former one. */
    void startAgainWithAnotherKey() throws IOException {
        byte[] other = new byte[32];
        other[0] = 1;
        String former = settings.put("--tocsin.secrets.key", Base64.getEncoder().encodeToString(other));
        settings.put("--tocsin.secrets.former-keys", former);
        startAgain();
    }

    Caller as(String member, Role role) {
        return new Caller(
                URI.create("http://127.0.0.1:" + port),
                EmbeddedIssuer.at(folder.resolve("issuer.jwk"), Clock.systemUTC())
                        .token(member, List.of(role), Duration.ofHours(1)));
    }

    void awaitHealth() {
        awaitHealth(200);
    }

    /** Waits for that answer: 200 when all is well, 503 when something is not. */
    void awaitHealth(int status) {
        Caller anybody = as("kent-resilience", Role.ADMINISTRATOR);
        await().atMost(Duration.ofMinutes(2))
                .failFast(() -> assertThat(process.isAlive()).as(output()).isTrue())
                .ignoreExceptions()
                .until(() -> anybody.get("/actuator/health").status() == status);
    }

    /** All that it has written, at every start. */
    String output() throws IOException {
        return Files.readString(folder.resolve("hub.out"));
    }

    void enter(String id, String kind, String role) {
        assertThat(as("kent-resilience", Role.ADMINISTRATOR)
                        .put(
                                "/v1/directory/members/" + id,
                                "{\"name\":\"%s\",\"kind\":\"%s\",\"roles\":[\"%s\"]}".formatted(id, kind, role))
                        .status())
                .isBetween(200, 201);
    }

    void circle(String id, List<String> members) {
        assertThat(as("kent-resilience", Role.ADMINISTRATOR)
                        .put(
                                "/v1/directory/circles/" + id,
                                "{\"name\":\"%s\",\"members\":[\"%s\"]}".formatted(id, String.join("\",\"", members)))
                        .status())
                .isBetween(200, 201);
    }

    void end() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
