package uk.tocsin.hub.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Three ports on the loopback address that were free a moment ago. They are tried before anything is started, because
 * only here is it known which option changes which port.
 */
record StackPorts(int broker, int controller, int registry) {

    private static final int LOWEST_CHOSEN = 15_000;

    /** Below the range from which systems take the ports of outgoing connections: else one could slip in between. */
    private static final int HIGHEST_CHOSEN = 30_000;

    private static final int ATTEMPTS = 200;

    /** Keeps all three taken until all are found, so that no two are the same. */
    static StackPorts find(StackOptions options) {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            return new StackPorts(
                    take(options.brokerPort(), "the broker", "--broker-port", taken),
                    take(options.controllerPort(), "the broker's controller", "--controller-port", taken),
                    take(options.registryPort(), "the schema registry", "--registry-port", taken));
        } finally {
            taken.forEach(StackPorts::release);
        }
    }

    static StackException inUse(int port, String user, String option) {
        return new StackException("Port " + port + " is in use by another program, and " + user
                + " needs it. Stop that program, or choose another port with " + option + ".");
    }

    private static int take(int wanted, String user, String option, List<ServerSocket> taken) {
        if (wanted == 0) {
            return takeAny(user, option, taken);
        }
        if (!canTake(wanted, taken)) {
            throw inUse(wanted, user, option);
        }
        return wanted;
    }

    private static int takeAny(String user, String option, List<ServerSocket> taken) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_CHOSEN, HIGHEST_CHOSEN);
            if (canTake(port, taken)) {
                return port;
            }
        }
        throw new StackException("No free port was found for " + user + ". Name one with " + option + ".");
    }

    private static boolean canTake(int port, List<ServerSocket> taken) {
        try {
            var socket = new ServerSocket();
            taken.add(socket);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // A socket that never carried anything has nothing to lose.
        }
    }
}
