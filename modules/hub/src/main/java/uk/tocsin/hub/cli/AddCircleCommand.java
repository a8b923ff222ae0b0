package uk.tocsin.hub.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.Ids;
import uk.tocsin.contracts.Role;

/** Enters a circle. */
@Command(name = "add-circle", description = "Enter a circle to share with, or replace its members.")
final class AddCircleCommand extends HubCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "Its id, such as kent-councils.")
    private String id = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "MEMBER", description = "Ids of all its members.")
    private List<String> members = List.of();

    @Option(names = "--name", required = true, description = "What people call it.")
    private String name = "";

    @Override
    public Integer call() {
        if (!Ids.isMember(id)) {
            throw new ParameterException(
                    spec.commandLine(), id + " is no circle id (expected: such as kent-councils).");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name);
        members.forEach(body.putArray("members")::add);
        JsonNode entered = hub.client(Role.ADMINISTRATOR)
                .put("/v1/directory/circles/" + id, body)
                .orFail(id);
        output.answer(entered, "Entered circle " + id + " of " + members.size() + " members.");
        return 0;
    }
}
