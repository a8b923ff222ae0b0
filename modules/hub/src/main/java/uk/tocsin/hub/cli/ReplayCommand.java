package uk.tocsin.hub.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.Role;

/** Prints history as the reader may see it today. */
@Command(name = "replay", description = "Print history as you may see it today. Nobody is notified again.")
final class ReplayCommand extends HubCommand {

    private static final Pattern SPEED = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)x?");

    @Option(
            names = "--role",
            description = "partner, liaison or coordinator (default: ${DEFAULT-VALUE}).",
            defaultValue = "COORDINATOR")
    private Role role = Role.COORDINATOR;

    @Option(names = "--from", required = true, description = "Start, such as 2026-01-18T00:00:00Z.")
    private Instant from = Instant.EPOCH;

    @Option(names = "--to", required = true, description = "End.")
    private Instant to = Instant.EPOCH;

    @Option(names = "--incident", description = "Only this incident, such as canterbury.2024-01-cyber.")
    private @Nullable String incident;

    @Option(
            names = "--speed",
            description = "Keep the gaps between events, divided by this, such as 10x; without it, all at once.")
    private @Nullable String speed;

    private final JsonMapper json = JsonMapper.builder().build();
    private @Nullable Instant previous;

    @Override
    public Integer call() {
        double factor = factor();
        if (!from.isBefore(to)) {
            throw new ParameterException(spec.commandLine(), "--to: " + to + " (expected: after --from).");
        }
        String path = "/v1/history?from=" + encode(from.toString()) + "&to=" + encode(to.toString())
                + (incident == null ? "" : "&incident=" + encode(incident));
        hub.client(role).lines(path, "application/x-ndjson", "", line -> take(line, factor));
        return 0;
    }

    private void take(String line, double factor) {
        JsonNode read = json.readTree(line);
        // The last line of an answer that was cut off has no event.
        if (factor > 0) {
            read.path("event")
                    .path("recordedAt")
                    .asStringOpt()
                    .ifPresent(recordedAt -> pace(Instant.parse(recordedAt), factor));
        }
        if (output.asJson()) {
            output.raw(line);
        } else if (read.has("event")) {
            EventLine event = EventLine.of(read.path("event"));
            output.terminal()
                    .event(
                            event.time(),
                            event.text() + "  (" + read.path("view").asString() + ")");
        } else {
            output.terminal()
                    .say("That is as much as one answer holds; go on with --from "
                            + read.path("continueFrom").asString());
        }
    }

    private double factor() {
        if (speed == null) {
            return 0;
        }
        var matcher = SPEED.matcher(speed);
        double factor = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (factor <= 0) {
            throw new ParameterException(spec.commandLine(), "--speed: " + speed + " (expected: such as 10x).");
        }
        return factor;
    }

    private void pace(Instant recordedAt, double factor) {
        if (previous != null && recordedAt.isAfter(previous)) {
            LockSupport.parkNanos((long) (Duration.between(previous, recordedAt).toNanos() / factor));
        }
        previous = recordedAt;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
