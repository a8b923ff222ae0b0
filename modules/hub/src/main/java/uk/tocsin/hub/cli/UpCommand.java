package uk.tocsin.hub.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.tocsin.hub.stack.StackOptions;

/** Runs broker, registry and hub until Ctrl-C. */
@Command(name = "up", description = "Run a broker, a registry and the hub until Ctrl-C.")
final class UpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

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

    @Option(names = "--data", description = "Folder in which everything is kept (default: .tocsin/data).")
    private @Nullable Path data;

    @Parameters(description = "Further settings, as --name=value behind --.")
    private List<String> settings = List.of();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = data == null ? HubOptions.home().resolve("data") : data;
        StackOptions options = new StackOptions(folder, brokerPort, controllerPort, registryPort, null);
        RunningHub hub = RunningHub.start(options, HubOptions.key(), port, settings.toArray(String[]::new), text -> {
            out.println(text);
            out.flush();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "stop"));
        out.println("Tocsin is up: " + hub.address() + " (broker " + hub.bootstrapServers() + ", registry "
                + hub.registryUrl() + "). Stop it with Ctrl-C.");
        out.flush();
        hub.awaitLoss();
        return 0;
    }
}
