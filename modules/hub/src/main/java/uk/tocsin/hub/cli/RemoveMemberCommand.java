package uk.tocsin.hub.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.Role;

/** Notes that a member has left. */
@Command(
        name = "remove-member",
        description = "Note that a member has left: nothing reaches it any more, and its history stays.")
final class RemoveMemberCommand extends HubCommand {

    @Parameters(paramLabel = "ID", description = "Its id, such as canterbury.")
    private String id = "";

    @Override
    public Integer call() {
        HubClient client = hub.client(Role.ADMINISTRATOR);
        ObjectNode member = client.get("/v1/directory")
                .orFail("The directory")
                .path("members")
                .valueStream()
                .filter(candidate -> candidate.path("id").asString().equals(id))
                .map(candidate -> (ObjectNode) candidate)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the directory has no member " + id + "; ./tocsin directory list shows those it has."));
        member.remove("id");
        member.put("active", false);
        JsonNode left = client.put("/v1/directory/members/" + id, member).orFail(id);
        output.answer(left, id + " has left: nothing reaches it any more.");
        return 0;
    }
}
