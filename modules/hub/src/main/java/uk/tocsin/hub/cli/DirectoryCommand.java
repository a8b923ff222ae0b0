package uk.tocsin.hub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import uk.tocsin.contracts.Role;

/** Prints the directory. */
@Command(name = "directory", description = "Print members and circles as JSON.", mixinStandardHelpOptions = true)
final class DirectoryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HubOptions hub = new HubOptions();

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(hub.client(Role.PARTNER)
                        .get("/v1/directory")
                        .orFail("The directory")
                        .toPrettyString());
        return 0;
    }
}
