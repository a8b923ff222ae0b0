package uk.tocsin.hub.cli;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.Role;

/** Prints what arrives in a member's inbox until it is stopped; when the hub ends a stream, from where that one ended. */
@Command(name = "watch", description = "Print what arrives in a member's inbox, until Ctrl-C.")
final class WatchCommand extends HubCommand {

    private static final Duration REOPEN = Duration.ofSeconds(1);

    @Option(names = "--from-beginning", description = "Begin with the oldest alert that is kept.")
    private boolean fromBeginning;

    private final JsonMapper json = JsonMapper.builder().build();
    private String lastId = "";

    @Override
    public Integer call() {
        HubClient client = hub.client(Role.PARTNER);
        if (!fromBeginning) {
            lastId = client.get("/v1/inbox?limit=1")
                    .orFail("The inbox")
                    .at("/items/0/id")
                    .asString("");
        }
        // Whoever has an id goes on behind it; an inbox that was empty has nothing to leave out.
        while (!Thread.currentThread().isInterrupted()) {
            client.lines("/v1/inbox/stream?from=beginning", "text/event-stream", lastId, this::take);
            LockSupport.parkNanos(REOPEN.toNanos());
        }
        return 0;
    }

    private void take(String line) {
        if (line.startsWith("id:")) {
            lastId = line.substring(3).strip();
        } else if (line.startsWith("data:")) {
            String data = line.substring(5).strip();
            if (output.asJson()) {
                output.raw(data);
            } else {
                EventLine event = EventLine.of(json.readTree(data));
                output.terminal().event(event.time(), event.text());
            }
        }
    }
}
