package uk.tocsin.hub.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

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

    /** Prints the hub's answer for a script, or what it means for a person. */
    void answer(JsonNode answer, String words) {
        answer(answer, List.of(words));
    }

    /** The same where a person reads several lines: a line break inside one of them is somebody else's, and shows as a space. */
    void answer(JsonNode answer, List<String> lines) {
        if (json) {
            raw(answer.toPrettyString());
        } else {
            lines.forEach(terminal()::say);
        }
    }

    Terminal terminal() {
        return new Terminal(
                command.commandLine().getOut(),
                command.commandLine().getColorScheme().ansi());
    }
}
