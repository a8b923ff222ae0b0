package uk.tocsin.hub.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command prints: for a person, or as JSON for a script. */
final class OutputOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "Print JSON, for scripts.")
    private boolean json;

    boolean asJson() {
        return json;
    }

    /** Prints JSON, or whatever else a script reads as it is. */
    void raw(String text) {
        command.commandLine().getOut().println(text);
        command.commandLine().getOut().flush();
    }

    Terminal terminal() {
        return new Terminal(
                command.commandLine().getOut(),
                command.commandLine().getColorScheme().ansi());
    }
}
