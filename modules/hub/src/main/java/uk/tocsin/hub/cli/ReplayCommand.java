package uk.tocsin.hub.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.Role;

/** Prints history as the reader may see it today. */
@Command(
        name = "replay",
        description = "Print history, one JSON object a line, as you may see it today.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HubOptions hub = new HubOptions();

    @Option(
            names = "--role",
            description = "partner, liaison or coordinator (default: ${DEFAULT-VALUE}).",
            defaultValue = "COORDINATOR")
    private Role role = Role.COORDINATOR;

    @Option(names = "--from", required = true, description = "Start, such as 2026-01-18T00:00:00Z.")
    private Instant from = Instant.EPOCH;

    @Option(names = "--to", required = true, description = "End.")
    private Instant to = Instant.EPOCH;

    @Option(
            names = "--speed",
            description = "Keep the gaps between events, divided by this, such as 10x; without it, all at once.")
    private @Nullable String speed;

    private @Nullable Instant previous;

    @Override
    public Integer call() {
        double factor = speed == null ? 0 : Double.parseDouble(speed.replaceFirst("x$", ""));
        JsonMapper json = JsonMapper.builder().build();
        String path = "/v1/history?from=" + encode(from) + "&to=" + encode(to);
        hub.client(role).lines(path, "application/x-ndjson", line -> {
            if (factor > 0) {
                // The last line of an answer that was cut off has no event.
                json.readTree(line)
                        .path("event")
                        .path("recordedAt")
                        .asStringOpt()
                        .ifPresent(recordedAt -> pace(Instant.parse(recordedAt), factor));
            }
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        });
        return 0;
    }

    private void pace(Instant recordedAt, double factor) {
        if (previous != null && recordedAt.isAfter(previous)) {
            LockSupport.parkNanos((long) (Duration.between(previous, recordedAt).toNanos() / factor));
        }
        previous = recordedAt;
    }

    private static String encode(Instant instant) {
        return URLEncoder.encode(instant.toString(), StandardCharsets.UTF_8);
    }
}
