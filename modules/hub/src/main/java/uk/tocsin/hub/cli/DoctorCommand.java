package uk.tocsin.hub.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says whether this machine is ready for an embedded hub. */
@Command(name = "doctor", description = "Say whether this machine is ready for a hub.")
final class DoctorCommand implements Callable<Integer> {

    private static final List<Integer> PORTS = List.of(8080, 8081, 9092, 9093);

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** One thing that a hub needs, and what was found. */
    record Finding(String need, boolean met, String found) {}

    @Override
    public Integer call() {
        List<Finding> findings = findings();
        boolean ready = findings.stream().allMatch(Finding::met);
        if (output.asJson()) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ready", ready);
            var list = answer.putArray("findings");
            findings.forEach(finding -> list.addObject()
                    .put("need", finding.need())
                    .put("met", finding.met())
                    .put("found", finding.found()));
            output.raw(answer.toPrettyString());
        } else {
            output.terminal()
                    .table(
                            List.of("NEED", "", "FOUND"),
                            findings.stream()
                                    .map(finding ->
                                            List.of(finding.need(), finding.met() ? "good" : "NO", finding.found()))
                                    .toList());
        }
        return ready ? 0 : Main.NOT_READY;
    }

    private static List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        // The launcher starts nothing on an older one.
        findings.add(new Finding("Java 17 or newer", true, Runtime.version().toString()));
        for (int port : PORTS) {
            boolean free = free(port);
            findings.add(new Finding("port " + port, free, free ? "free" : "in use; is a hub running already?"));
        }
        boolean writable = Files.isWritable(HubOptions.home())
                || Files.isWritable(HubOptions.home().getParent());
        findings.add(new Finding(
                "data folder " + HubOptions.home(),
                writable,
                writable ? "can be written" : "cannot be written; change its owner"));
        return findings;
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
