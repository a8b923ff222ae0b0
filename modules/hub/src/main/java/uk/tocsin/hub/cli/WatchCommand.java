package uk.tocsin.hub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import uk.tocsin.contracts.Role;

/** Prints what arrives in a member's inbox, one JSON object a line, until it is stopped. */
@Command(
        name = "watch",
        description = "Print what arrives in a member's inbox, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HubOptions hub = new HubOptions();

    @Override
    public Integer call() {
        hub.client(Role.PARTNER).lines("/v1/inbox/stream", "text/event-stream", line -> {
            if (line.startsWith("data:")) {
                spec.commandLine().getOut().println(line.substring(5).strip());
                spec.commandLine().getOut().flush();
            }
        });
        return 0;
    }
}
