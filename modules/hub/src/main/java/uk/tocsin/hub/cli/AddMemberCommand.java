package uk.tocsin.hub.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.Ids;
import uk.tocsin.contracts.Role;

/** Enters a member. */
@Command(
        name = "add-member",
        description = "Enter a member, or replace what the directory says of it. What you leave out of a council is"
                + " taken from the reference data; any other member needs --name and --kind.")
final class AddMemberCommand extends HubCommand {

    @Parameters(paramLabel = "ID", description = "Its id, such as canterbury. It is chosen once.")
    private String id = "";

    @Option(
            names = "--role",
            split = ",",
            description = "What its people may do: publisher, partner, liaison, coordinator, administrator.")
    private List<Role> roles = List.of();

    @Option(names = "--name", description = "Its official name; without it the reference data are used.")
    private @Nullable String name;

    @Option(names = "--kind", description = "council, ncsc or coordinating-body.")
    private @Nullable String kind;

    @Option(names = "--nation", description = "England, Scotland, Wales or Northern Ireland.")
    private @Nullable String nation;

    @Option(names = "--region", description = "The region whose coordinator oversees it, such as Kent.")
    private @Nullable String region;

    @Option(names = "--gss-code", split = ",", description = "The GSS code of its boundary today.")
    private List<String> codes = List.of();

    @Override
    public Integer call() {
        if (!Ids.isMember(id)) {
            throw new ParameterException(spec.commandLine(), id + " is no member id (expected: such as canterbury).");
        }
        JsonNode entered = hub.client(Role.ADMINISTRATOR)
                .put("/v1/directory/members/" + id, body())
                .orFail(id);
        output.answer(entered, "Entered " + id + ": " + entered.path("name").asString("") + ".");
        return 0;
    }

    private ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("fromReference", name == null);
        put(body, "name", name);
        put(body, "kind", kind);
        put(body, "nation", nation);
        put(body, "region", region);
        if (!codes.isEmpty()) {
            ArrayNode list = body.putArray("gssCodes");
            codes.forEach(code -> list.addObject().put("code", code));
        }
        ArrayNode list = body.putArray("roles");
        roles.forEach(role -> list.add(role.name().toLowerCase(Locale.ROOT)));
        return body;
    }

    private static void put(ObjectNode body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }
}
