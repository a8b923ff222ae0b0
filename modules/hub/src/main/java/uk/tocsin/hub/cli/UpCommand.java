package uk.tocsin.hub.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private PortOptions ports = new PortOptions();

    @Option(names = "--data", description = "Folder in which everything is kept (default: .tocsin/data).")
    private @Nullable Path data;

    @Parameters(description = "Further settings, as --name=value behind --.")
    private List<String> settings = List.of();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = data == null ? HubOptions.home().resolve("data") : data;
        int port = ports.hub();
        StackOptions options = ports.stack(folder);
        String[] more = settings.toArray(String[]::new);
        Consumer<String> progress = text -> {
            out.println(text);
            out.flush();
        };
        RunningHub hub = RunningHub.start(options, HubOptions.key(), port, more, progress, OrderlyEnd.promise());
        out.println("Tocsin is up: " + hub.address() + " (broker " + hub.bootstrapServers() + ", registry "
                + hub.registryUrl() + "). Stop it with Ctrl-C.");
        out.flush();
        hub.awaitLoss();
        return 0;
    }
}
