package uk.tocsin.hub.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import uk.tocsin.contracts.Role;

/** Finds councils in the reference data. */
@Command(name = "search", description = "Find a council among the United Kingdom's local authorities, member or not.")
final class DirectorySearchCommand extends HubCommand {

    @Parameters(
            arity = "0..*",
            paramLabel = "WORD",
            description = "All of them must be in its id, name, GSS code, county, region, nation or kind.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        String search = URLEncoder.encode(String.join(" ", words), StandardCharsets.UTF_8);
        JsonNode found = hub.client(Role.PARTNER)
                .get("/v1/directory/reference?search=" + search)
                .orFail("The search");
        if (output.asJson()) {
            output.raw(found.toPrettyString());
            return 0;
        }
        output.terminal()
                .table(
                        List.of("ID", "NAME", "GSS CODE", "REGION", "COUNTY", "MEMBER"),
                        found.path("authorities")
                                .valueStream()
                                .map(authority -> List.of(
                                        authority.path("id").asString(),
                                        authority.path("name").asString(),
                                        authority.path("gssCode").asString(),
                                        authority.path("region").asString(),
                                        authority.path("county").asString(""),
                                        authority.path("member").asBoolean() ? "yes" : ""))
                                .toList());
        output.terminal().say(found.path("attribution").asString(""));
        return 0;
    }
}
