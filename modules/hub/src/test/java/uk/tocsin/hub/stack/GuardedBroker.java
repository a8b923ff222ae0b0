package uk.tocsin.hub.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/** A Kafka node that asks who is there and refuses what no rule allows, and a registry. */
public final class GuardedBroker implements AutoCloseable {

    /** Who may set rules. */
    public static final String ADMINISTRATOR = "admin";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s-password\"";

    private final DataFolder folder;
    private final RegistryProcess registry;
    private final Process node;
    private final String bootstrapServers;

    private GuardedBroker(DataFolder folder, RegistryProcess registry, Process node, String bootstrapServers) {
        this.folder = folder;
        this.registry = registry;
        this.node = node;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts both for these users beside the administrator, and returns when the registry answers. */
    public static GuardedBroker start(Path root, List<String> users) throws IOException {
        var folder = DataFolder.open(root);
        StackPorts ports = StackPorts.find(StackOptions.onFreePorts(root));
        Process node = BrokerNode.launch(
                root,
                1,
                ports,
                Uuid.randomUuid().toString(),
                "1@127.0.0.1:" + ports.controller(),
                settings(ports, users));
        var registry = RegistryProcess.launch(folder, RegistryDistribution.runner(null), ports.registry());
        registry.awaitReady(START_LIMIT);
        return new GuardedBroker(folder, registry, node, "127.0.0.1:" + ports.broker());
    }

    private static Map<String, String> settings(StackPorts ports, List<String> users) {
        String passwords = users.stream()
                .map(user -> " user_" + user + "=\"" + user + "-password\"")
                .collect(Collectors.joining());
        String login = LOGIN.formatted(ADMINISTRATOR, ADMINISTRATOR) + " user_" + ADMINISTRATOR + "=\"" + ADMINISTRATOR
                + "-password\"" + passwords + ";";
        return Map.of(
                "listeners",
                "CLIENTS://127.0.0.1:" + ports.broker() + ",CONTROLLER://127.0.0.1:" + ports.controller(),
                "listener.security.protocol.map",
                "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "CLIENTS",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "listener.name.clients.plain.sasl.jaas.config",
                login,
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                // The node itself, which speaks to its own controller without a name.
                "super.users",
                "User:" + ADMINISTRATOR + ";User:ANONYMOUS");
    }

    /** Where clients of Kafka connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The base address of the registry's Confluent API. */
    public String registryUrl() {
        return registry.url();
    }

    /** What a client sets to be a user. */
    public Map<String, String> credentials(String user) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", LOGIN.formatted(user, user) + ";");
    }

    /** The same, as a file for tools. */
    public Path credentialsFile(Path folder, String user) throws IOException {
        return Files.write(
                folder.resolve(user + ".properties"),
                credentials(user).entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    @Override
    public void close() {
        registry.close();
        node.destroyForcibly().onExit().join();
        folder.close();
    }
}
