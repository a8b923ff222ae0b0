package uk.tocsin.hub.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.Role;

/** Publishes one event from a JSON file. */
@Command(
        name = "publish",
        description = "Publish one event from a JSON file, or - for standard input.",
        mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HubOptions hub = new HubOptions();

    @Parameters(paramLabel = "FILE", description = "The event as JSON; one with a serviceId is a service status.")
    private String file = "-";

    @Option(names = "--dry-run", description = "Only say whom it would reach.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        String text = file.equals("-")
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : Files.readString(Path.of(file));
        JsonNode event = JsonMapper.builder().build().readTree(text);
        String path = event.has("serviceId") ? "/v1/service-status" : "/v1/incidents";
        HubClient.Answer answer = hub.client(Role.PUBLISHER).post(path + (dryRun ? "?dryRun=true" : ""), event);
        spec.commandLine().getOut().println(answer.orFail("The event").toPrettyString());
        return 0;
    }
}
