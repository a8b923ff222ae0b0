package uk.tocsin.hub.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import uk.tocsin.contracts.Role;

/** Prints members and circles. */
@Command(name = "list", description = "Print members and circles.")
final class DirectoryListCommand extends HubCommand {

    @Override
    public Integer call() {
        JsonNode directory = hub.client(Role.PARTNER).get("/v1/directory").orFail("The directory");
        if (output.asJson()) {
            output.raw(directory.toPrettyString());
            return 0;
        }
        Terminal terminal = output.terminal();
        terminal.table(
                List.of("MEMBER", "NAME", "REGION", "ROLES"),
                directory
                        .path("members")
                        .valueStream()
                        .map(member -> List.of(
                                member.path("id").asString(),
                                member.path("name").asString(),
                                member.path("region").asString(""),
                                member.path("active").asBoolean() ? joined(member.path("roles")) : "has left"))
                        .toList());
        terminal.say("");
        terminal.table(
                List.of("CIRCLE", "NAME", "MEMBERS"),
                directory
                        .path("circles")
                        .valueStream()
                        .map(circle -> List.of(
                                circle.path("id").asString(),
                                circle.path("name").asString(),
                                circle.path("active").asBoolean() ? joined(circle.path("members")) : "dissolved"))
                        .toList());
        return 0;
    }

    private static String joined(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }
}
