package uk.tocsin.hub.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/** The same broker, with the same settings, and Confluent's own registry, in containers. */
final class StackContainers implements AutoCloseable {

    private static final String KAFKA = System.getProperty("tocsin.stack.kafka-image", "apache/kafka:4.3.1");
    private static final String REGISTRY =
            System.getProperty("tocsin.stack.registry-image", "confluentinc/cp-schema-registry:8.0.0");
    private static final String BROKER_WITHIN = "kafka:19092";
    private static final int REGISTRY_PORT = 8081;

    private final Network network;
    private final KafkaContainer kafka;
    private final GenericContainer<?> registry;

    private StackContainers(Network network, KafkaContainer kafka, GenericContainer<?> registry) {
        this.network = network;
        this.kafka = kafka;
        this.registry = registry;
    }

    static StackContainers start() {
        var network = Network.newNetwork();
        var kafka = new KafkaContainer(KAFKA)
                .withNetwork(network)
                .withListener(BROKER_WITHIN)
                .withEnv(brokerEnvironment());
        var registry = new GenericContainer<>(REGISTRY)
                .withNetwork(network)
                .withExposedPorts(REGISTRY_PORT)
                .withEnv("SCHEMA_REGISTRY_HOST_NAME", "registry")
                .withEnv("SCHEMA_REGISTRY_LISTENERS", "http://0.0.0.0:" + REGISTRY_PORT)
                .withEnv("SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS", "PLAINTEXT://" + BROKER_WITHIN)
                .waitingFor(Wait.forHttp("/subjects"));
        kafka.start();
        registry.start();
        return new StackContainers(network, kafka, registry);
    }

    String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    String registryUrl() {
        return "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT);
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
        network.close();
    }

    /** The embedded broker's settings as the image wants them, except for who listens where: the container knows that. */
    static Map<String, String> brokerEnvironment() {
        var settings = new Properties();
        try (InputStream file = EmbeddedBroker.class.getResourceAsStream("broker.properties")) {
            settings.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings.stringPropertyNames().stream()
                .filter(name -> !name.contains("listener") && !name.startsWith("process."))
                .collect(Collectors.toMap(
                        name -> "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), settings::getProperty));
    }
}
