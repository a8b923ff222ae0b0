package uk.tocsin.hub.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.Role;

/** Has a member's alerts sent somewhere. */
@Command(
        name = "subscribe",
        description =
                "Have what comes into a member's inbox sent to an endpoint. 'subscriptions' looks after what there is.")
final class SubscribeCommand extends HubCommand {

    @Parameters(
            paramLabel = "ENDPOINT",
            description = "An https:// address of a webhook, or of a chat's incoming webhook; or an email address.")
    private String endpoint = "";

    @Option(
            names = "--kind",
            description = "webhook, slack, teams or email (default: ${DEFAULT-VALUE}).",
            defaultValue = "webhook")
    private String kind = "webhook";

    @Option(names = "--publisher", split = ",", description = "Only of these members.")
    private List<String> publishers = List.of();

    @Option(names = "--from-circle", split = ",", description = "Only of members of these circles.")
    private List<String> circles = List.of();

    @Option(names = "--service", split = ",", description = "Only what concerns these services.")
    private List<String> services = List.of();

    @Option(names = "--event-kind", split = ",", description = "Only these kinds, such as declared or resolved.")
    private List<String> kinds = List.of();

    @Option(names = "--phase", split = ",", description = "Of incidents only these phases.")
    private List<String> phases = List.of();

    @Option(names = "--min-severity", description = "low, medium or high.")
    private @Nullable String minSeverity;

    @Override
    public Integer call() {
        ObjectNode wish =
                JsonNodeFactory.instance.objectNode().put("kind", kind).put("endpoint", endpoint);
        ObjectNode filter = wish.putObject("filter");
        put(filter, "publishers", publishers);
        put(filter, "fromCircles", circles);
        put(filter, "services", services);
        put(filter, "kinds", kinds);
        put(filter, "phases", phases);
        if (minSeverity != null) {
            filter.put("minSeverity", minSeverity);
        }
        if (filter.isEmpty()) {
            wish.remove("filter");
        }
        JsonNode granted =
                hub.client(Role.PARTNER).post("/v1/subscriptions", wish).orFail("The subscription");
        output.answer(granted, words(granted));
        return 0;
    }

    private static void put(ObjectNode filter, String name, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(filter.putArray(name)::add);
        }
    }

    private static List<String> words(JsonNode granted) {
        String id = granted.path("subscriptionId").asString();
        if (granted.has("confirmBefore")) {
            return List.of(
                    "A code was sent to the address. Nothing else is, until you give it:",
                    "./tocsin subscriptions " + id + " confirm --code ...");
        }
        return List.of(
                granted.has("secret")
                        ? "Subscribed as " + id + ". Its secret, shown this once: "
                                + granted.path("secret").asString()
                        : "Subscribed as " + id + ".");
    }
}
