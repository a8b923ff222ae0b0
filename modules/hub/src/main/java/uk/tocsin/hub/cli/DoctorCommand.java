package uk.tocsin.hub.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says whether this machine is ready for an embedded hub. */
@Command(name = "doctor", description = "Say whether this machine is ready for a hub.", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private static final int[] PORTS = {8080, 8081, 9092, 9093};

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean ready = true;
        out.println("Java " + Runtime.version() + ": good.");
        for (int port : PORTS) {
            boolean free = free(port);
            ready &= free;
            out.println("Port " + port + ": " + (free ? "free." : "in use. Is a hub running already?"));
        }
        boolean writable = Files.isWritable(HubOptions.home())
                || Files.isWritable(HubOptions.home().getParent());
        ready &= writable;
        out.println("Data folder " + HubOptions.home() + ": "
                + (writable ? "writable." : "not writable; change its owner."));
        return ready ? 0 : Main.NOT_READY;
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
