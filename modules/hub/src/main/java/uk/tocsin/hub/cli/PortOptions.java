package uk.tocsin.hub.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import uk.tocsin.hub.stack.StackException;
import uk.tocsin.hub.stack.StackOptions;

/** On which ports a hub with a broker and a registry of its own listens. A port in use is told with the option that changes it. */
final class PortOptions {

    @Option(names = "--port", description = "Port of the hub (default: ${DEFAULT-VALUE}).", defaultValue = "8080")
    private int port = 8080;

    @Option(
            names = "--broker-port",
            description = "Port of the broker (default: ${DEFAULT-VALUE}).",
            defaultValue = "9092")
    private int brokerPort = StackOptions.DEFAULT_BROKER_PORT;

    @Option(
            names = "--controller-port",
            description = "Port of the broker's controller (default: ${DEFAULT-VALUE}).",
            defaultValue = "9093")
    private int controllerPort = StackOptions.DEFAULT_CONTROLLER_PORT;

    @Option(
            names = "--registry-port",
            description = "Port of the registry (default: ${DEFAULT-VALUE}).",
            defaultValue = "8081")
    private int registryPort = StackOptions.DEFAULT_REGISTRY_PORT;

    /**
     * The hub's own port, which is free. It is looked at first: the hub starts last, and would find it in use only after
     * everything else has been started.
     *
     * @throws StackException when another program has it
     */
    int hub() {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StackException(
                    "Port " + port + " is in use by another program, and the hub needs it. Stop that program, or choose"
                            + " another port with --port.",
                    e);
        }
    }

    /** Broker and registry on these ports, with everything in {@code folder}. */
    StackOptions stack(Path folder) {
        return new StackOptions(folder, brokerPort, controllerPort, registryPort, null);
    }
}
