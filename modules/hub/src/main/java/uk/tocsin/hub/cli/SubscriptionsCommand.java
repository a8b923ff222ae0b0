package uk.tocsin.hub.cli;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.Role;

/** Looks after a member's subscriptions. */
@Command(name = "subscriptions", description = "Show a member's subscriptions, and look after one of them.")
final class SubscriptionsCommand extends HubCommand {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,100}");

    /** What can be done with one. */
    enum Action {
        SHOW,
        CONFIRM,
        PAUSE,
        RESUME,
        TEST,
        SECRET,
        DELIVERIES,
        REDRIVE
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ID",
            description = "Which one; left out, all of them are shown.")
    private String id = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ACTION",
            description =
                    "${COMPLETION-CANDIDATES} (default: SHOW). CONFIRM gives the code that was sent to an email address;"
                            + " SECRET changes it; REDRIVE sends all dead letters again.")
    private Action action = Action.SHOW;

    @Option(names = "--code", description = "The code that was sent to an email address, for CONFIRM.")
    private String code = "";

    @Option(
            names = "--limit",
            description = "How many deliveries to show (default: ${DEFAULT-VALUE}).",
            defaultValue = "20")
    private int limit = 20;

    @Override
    public Integer call() {
        HubClient client = hub.client(Role.PARTNER);
        if (id.isEmpty()) {
            JsonNode all = client.get("/v1/subscriptions").orFail("The subscriptions");
            output.answer(all, lines(all, SubscriptionsCommand::standing, "There are none."));
            return 0;
        }
        if (!ID.matcher(id).matches()) {
            throw new ParameterException(spec.commandLine(), id + " is no id of a subscription.");
        }
        run(client, "/v1/subscriptions/" + id);
        return 0;
    }

    private void run(HubClient client, String path) {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        switch (action) {
            case SHOW -> show(client.get(path));
            case CONFIRM -> show(client.post(path + "/confirm", nothing.put("code", code)));
            case PAUSE -> show(client.post(path + "/pause", nothing));
            case RESUME -> show(client.post(path + "/resume", nothing));
            case TEST -> {
                JsonNode tested = client.post(path + "/ping", nothing).orFail("The test");
                output.answer(tested, "Tested: " + delivery(tested));
            }
            case SECRET -> {
                JsonNode granted = client.post(path + "/secret", nothing).orFail("The secret");
                output.answer(
                        granted,
                        List.of(
                                "The new secret, shown this once: "
                                        + granted.path("secret").asString(),
                                "The one before signs, too, until "
                                        + granted.path("previousSecretUntil").asString() + "."));
            }
            case DELIVERIES -> {
                JsonNode entries =
                        client.get(path + "/deliveries?limit=" + limit).orFail("The deliveries");
                output.answer(
                        entries, lines(entries, SubscriptionsCommand::delivery, "Nothing has been delivered yet."));
            }
            case REDRIVE -> {
                JsonNode report =
                        client.post(path + "/redrive", nothing.put("all", true)).orFail("The redrive");
                output.answer(
                        report,
                        report.path("taken").asInt() + " taken, "
                                + report.path("remaining").asInt() + " remaining.");
            }
        }
    }

    private void show(HubClient.Answer answer) {
        JsonNode standing = answer.orFail(id);
        output.answer(standing, standing(standing));
    }

    private static List<String> lines(JsonNode answer, Function<JsonNode, String> line, String otherwise) {
        List<String> lines = answer.path("items").valueStream().map(line).toList();
        return lines.isEmpty() ? List.of(otherwise) : lines;
    }

    private static String standing(JsonNode one) {
        String reason = one.path("reason").asString("");
        return one.path("subscriptionId").asString() + "  " + one.path("kind").asString() + "  "
                + one.path("endpoint").asString() + "  " + one.path("state").asString()
                + (reason.isEmpty() ? "" : " (" + reason + ")")
                + (one.has("backlog") ? ", " + one.path("backlog").asLong() + " to come" : "");
    }

    private static String delivery(JsonNode one) {
        String reason = one.path("reason").asString("");
        return one.path("recordedAt").asString() + "  " + one.path("outcome").asString()
                + (one.has("status") ? " " + one.path("status").asInt() : "")
                + "  " + one.path("subjectId").asString("")
                + (reason.isEmpty() ? "" : "  " + reason);
    }
}
