package uk.tocsin.hub.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/** A cluster of three Kafka nodes, each a process of its own that can be killed, and a registry. */
public final class ThreeBrokers implements AutoCloseable {

    private static final int NODES = 3;
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static final Map<String, String> OF_A_CLUSTER = Map.ofEntries(
            Map.entry("default.replication.factor", "3"),
            Map.entry("min.insync.replicas", "2"),
            Map.entry("offsets.topic.replication.factor", "3"),
            Map.entry("transaction.state.log.replication.factor", "3"),
            Map.entry("transaction.state.log.min.isr", "2"),
            Map.entry("share.coordinator.state.topic.replication.factor", "3"),
            Map.entry("share.coordinator.state.topic.min.isr", "2"),
            // A lost node is noticed in seconds.
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "500"));

    private final DataFolder folder;
    private final RegistryProcess registry;
    private final List<Process> nodes;
    private final String bootstrapServers;

    private ThreeBrokers(DataFolder folder, RegistryProcess registry, List<Process> nodes, String bootstrapServers) {
        this.folder = folder;
        this.registry = registry;
        this.nodes = nodes;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts all of it, and returns when the registry answers; clients wait for the brokers by themselves. */
    public static ThreeBrokers start(Path root) throws IOException {
        var folder = DataFolder.open(root);
        List<StackPorts> ports = IntStream.range(0, NODES)
                .mapToObj(node -> StackPorts.find(StackOptions.onFreePorts(root)))
                .toList();
        String voters = IntStream.range(0, NODES)
                .mapToObj(node -> (node + 1) + "@127.0.0.1:" + ports.get(node).controller())
                .collect(Collectors.joining(","));
        String cluster = Uuid.randomUuid().toString();
        List<Process> nodes = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            nodes.add(BrokerNode.launch(root, node + 1, ports.get(node), cluster, voters, OF_A_CLUSTER));
        }
        var registry = RegistryProcess.launch(
                folder, RegistryDistribution.runner(null), ports.get(0).registry());
        registry.awaitReady(START_LIMIT);
        return new ThreeBrokers(
                folder,
                registry,
                nodes,
                ports.stream().map(each -> "127.0.0.1:" + each.broker()).collect(Collectors.joining(",")));
    }

    /** Where clients of Kafka connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The base address of the registry's Confluent API. */
    public String registryUrl() {
        return registry.url();
    }

    /** As {@code kill -9} does; nodes count from 1. */
    public void kill(int node) {
        nodes.get(node - 1).destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        registry.close();
        nodes.forEach(node -> node.destroyForcibly().onExit().join());
        folder.close();
    }
}
