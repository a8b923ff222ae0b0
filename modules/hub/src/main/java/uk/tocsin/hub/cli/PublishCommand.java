package uk.tocsin.hub.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.Role;

/** Publishes one event, or a batch of them, from a JSON file. */
@Command(name = "publish", description = "Publish an event or a batch from a JSON file, or - for standard input.")
final class PublishCommand extends HubCommand {

    @Parameters(
            paramLabel = "FILE",
            description = "The event as JSON; with a serviceId it is a service status, with incidents or"
                    + " serviceStatuses a batch.")
    private String file = "-";

    @Option(names = "--dry-run", description = "Only say whom it would reach.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        JsonNode event = read();
        JsonNode answer = hub.client(Role.PUBLISHER)
                .post(path(event) + (dryRun ? "?dryRun=true" : ""), event)
                .orFail("The event");
        if (output.asJson()) {
            output.raw(answer.toPrettyString());
        } else {
            List<JsonNode> events = answer.has("events")
                    ? answer.path("events").values().stream().toList()
                    : List.of(answer);
            events.forEach(this::tell);
        }
        return 0;
    }

    static String path(JsonNode event) {
        if (event.has("incidents") || event.has("serviceStatuses")) {
            return "/v1/batches";
        }
        return event.has("serviceId") ? "/v1/service-status" : "/v1/incidents";
    }

    private void tell(JsonNode event) {
        String where = dryRun
                ? "; nothing was written"
                : " at partition " + event.path("partition").asInt() + ", offset "
                        + event.path("offset").asLong();
        output.terminal()
                .sentence(
                        (dryRun ? "Would publish " : "Published ")
                                + event.path("subjectId").asString() + " r"
                                + event.path("revision").asInt(),
                        "to " + event.path("topic").asString() + where + ". " + reach(event.path("reaches")));
    }

    private String reach(JsonNode reaches) {
        List<String> readers = new ArrayList<>(
                reaches.path("members").valueStream().map(JsonNode::asString).toList());
        if (reaches.path("public").asBoolean(false)) {
            readers.add("the public");
        }
        if (reaches.path("ncsc").asBoolean(false)) {
            readers.add("NCSC");
        }
        if (reaches.path("earlierRecipients").asBoolean(false)) {
            readers.add("everyone who holds an earlier revision");
        }
        return (dryRun ? "It would reach: " : "It reaches: ")
                + (readers.isEmpty() ? "nobody" : String.join(", ", readers)) + ".";
    }

    private JsonNode read() throws IOException {
        try {
            String text = file.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
            JsonNode event = JsonMapper.builder().build().readTree(text);
            if (event.isObject()) {
                return event;
            }
            throw new ParameterException(spec.commandLine(), name() + ": no JSON object.");
        } catch (NoSuchFileException e) {
            throw new ParameterException(spec.commandLine(), file + ": no such file.", e);
        } catch (JacksonException e) {
            throw new ParameterException(spec.commandLine(), name() + ": no valid JSON" + place(e) + ".", e);
        }
    }

    private String name() {
        return file.equals("-") ? "standard input" : file;
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
