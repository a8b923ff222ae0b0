package uk.tocsin.hub.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka node: the program of a process that a test may kill. Settings are the embedded broker's, but for those that it is
 * given.
 */
final class BrokerNode {

    private BrokerNode() {}

    /** Starts one as a process; its log is beside its data. */
    static Process launch(
            Path root, int id, StackPorts ports, String cluster, String voters, Map<String, String> settings)
            throws IOException {
        Path data = Files.createDirectories(root.resolve("node-" + id));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerNode.class.getName(),
                Integer.toString(id),
                data.toString(),
                Integer.toString(ports.broker()),
                Integer.toString(ports.controller()),
                cluster,
                voters));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("node-" + id + ".log").toFile())
                .start();
    }

    /** Takes the node's id, folder and two ports, the cluster's id, its voters, and settings of its own as {@code key=value}. */
    public static void main(String[] arguments) throws Exception {
        int id = Integer.parseInt(arguments[0]);
        String folder = arguments[1];
        format(id, folder, arguments[4]);
        Properties settings = settings(id, folder, arguments[2], arguments[3], arguments[5]);
        for (String own : List.of(arguments).subList(6, arguments.length)) {
            settings.setProperty(own.substring(0, own.indexOf('=')), own.substring(own.indexOf('=') + 1));
        }
        var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
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
        settings.setProperty("node.id", Integer.toString(id));
        settings.setProperty("log.dirs", folder);
        settings.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("controller.quorum.voters", voters);
        return settings;
    }
}
