package uk.tocsin.hub.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** One of several Kafka nodes: the program of a process that a test may kill. Settings are the embedded broker's. */
final class BrokerNode {

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

    private BrokerNode() {}

    /** Takes the node's id, folder and two ports, the cluster's id and its voters. */
    public static void main(String[] arguments) throws Exception {
        int id = Integer.parseInt(arguments[0]);
        String folder = arguments[1];
        format(id, folder, arguments[4]);
        var server = new KafkaRaftServer(
                new KafkaConfig(settings(id, folder, arguments[2], arguments[3], arguments[5]), false), Time.SYSTEM);
        server.startup();
        server.awaitShutdown();
    }

    private static void format(int id, String folder, String cluster) throws Exception {
        new Formatter()
                .setNodeId(id)
                .setClusterId(cluster)
                .setDirectories(List.of(folder))
                .setMetadataLogDirectory(folder)
                .setControllerListenerName("CONTROLLER")
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run();
    }

    private static Properties settings(int id, String folder, String port, String controllerPort, String voters)
            throws IOException {
        var settings = new Properties();
        try (InputStream file = BrokerNode.class.getResourceAsStream("broker.properties")) {
            settings.load(file);
        }
        settings.putAll(OF_A_CLUSTER);
        settings.setProperty("node.id", Integer.toString(id));
        settings.setProperty("log.dirs", folder);
        settings.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("controller.quorum.voters", voters);
        return settings;
    }
}
