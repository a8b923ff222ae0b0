package uk.tocsin.hub.stack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What whoever runs the stack may choose. A port of 0 means any free one.
 *
 * @param dataFolder where everything is kept; made if it is not there
 * @param brokerPort the port at which clients find the broker, 0 to 65535
 * @param controllerPort the port that the broker needs for itself, 0 to 65535
 * @param registryPort the port of the schema registry, 0 to 65535
 * @param registryDistribution the unpacked registry; if null, what the system property {@value
 *     RegistryDistribution#PROPERTY} names, or else what the build laid beside this program
 */
public record StackOptions(
        Path dataFolder,
        int brokerPort,
        int controllerPort,
        int registryPort,
        @Nullable Path registryDistribution) {

    /** Where Kafka's clients look first. */
    public static final int DEFAULT_BROKER_PORT = 9092;

    /** Kafka's usual neighbour of the broker's port. */
    public static final int DEFAULT_CONTROLLER_PORT = 9093;

    /** Where clients of a schema registry look first. */
    public static final int DEFAULT_REGISTRY_PORT = 8081;

    private static final int HIGHEST_PORT = 65_535;

    /** Makes the data folder absolute, since the registry runs elsewhere, and refuses ports that cannot be. */
    public StackOptions {
        dataFolder = dataFolder.toAbsolutePath().normalize();
        requirePort("brokerPort", brokerPort);
        requirePort("controllerPort", controllerPort);
        requirePort("registryPort", registryPort);
    }

    /** Ports that nobody else has, for tests and for a second hub on one machine. */
    public static StackOptions onFreePorts(Path dataFolder) {
        return new StackOptions(dataFolder, 0, 0, 0, null);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(name + ": " + port + " (expected: 0 to 65535, 0 for any free port)");
        }
    }
}
