package uk.tocsin.hub.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says how the hub is that runs here, or whether this machine is ready for one. */
@Command(
        name = "doctor",
        description = "Say how a running hub is; where none runs, whether this machine is ready for one.")
final class DoctorCommand implements Callable<Integer> {

    private static final List<Integer> PORTS = List.of(8080, 8081, 9092, 9093);

    private static final String NO_HUB = "what answers there is no hub; or its health is at a port of its own"
            + " (management.server.port): name that with --hub";

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--hub",
            description = "Address of the hub (default: ${DEFAULT-VALUE}).",
            defaultValue = "http://127.0.0.1:8080")
    private URI hub = URI.create("http://127.0.0.1:8080");

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

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        // The launcher starts nothing on an older one.
        findings.add(new Finding("Java 17 or newer", true, Runtime.version().toString()));
        findings.addAll(runningHub());
        if (findings.size() == 1) {
            PORTS.forEach(port -> findings.add(port(port)));
        }
        Path home = HubOptions.home();
        boolean writable = Files.isWritable(Files.exists(home) ? home : home.getParent());
        findings.add(new Finding(
                "data folder " + home, writable, writable ? "can be written" : "cannot be written; change its owner"));
        return findings;
    }

    /** How the hub at the address is, which holds the ports that another would need; nothing when none answers. */
    private List<Finding> runningHub() {
        try {
            HubClient.Answer health = new HubClient(hub, "").get("/actuator/health");
            JsonNode status = health.body().path("status");
            if (!status.isString()) {
                return List.of(new Finding("hub at " + hub, false, NO_HUB));
            }
            String found = health.ok()
                    ? "runs and is well"
                    : "runs and is " + status.asString() + "; see .tocsin/logs/hub.log";
            return List.of(new Finding("hub at " + hub, health.ok(), found));
        } catch (HubUnreachable e) {
            return List.of();
        } catch (IllegalStateException e) {
            return List.of(new Finding("hub at " + hub, false, String.valueOf(e.getMessage())));
        }
    }

    private static Finding port(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return new Finding("port " + port, socket.isBound(), "free");
        } catch (IOException e) {
            return new Finding("port " + port, false, "in use by something that is not this hub");
        }
    }
}
