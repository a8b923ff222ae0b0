package uk.tocsin.hub.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.Role;
import uk.tocsin.hub.identity.EmbeddedIssuer;

/** Plays a scenario against a running hub as its members, and watches as its readers. */
final class Story {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Scenario scenario;
    private final RunningHub hub;
    private final PrintWriter out;
    private final EmbeddedIssuer issuer = EmbeddedIssuer.at(HubOptions.key(), Clock.systemUTC());
    private final Arrivals arrivals = new Arrivals();
    private final List<Told> told = new ArrayList<>();
    private final JsonMapper json = JsonMapper.builder().build();
    private volatile boolean ended;

    Story(Scenario scenario, RunningHub hub, PrintWriter out) {
        this.scenario = scenario;
        this.hub = hub;
        this.out = out;
    }

    /** Plays it within about {@code length}; true when everything arrived that the hub said would. */
    boolean play(Duration length) {
        say(scenario.title());
        say("It is told as if it happened today: times in the events are moved by as much as the story is.");
        enterMembers();
        List<Thread> watchers = watch();
        Instant first = scenario.steps().get(0).at();
        Instant last = scenario.steps().get(scenario.steps().size() - 1).at();
        Instant start = Instant.now();
        for (Scenario.Step step : scenario.steps()) {
            double share = (double) Duration.between(first, step.at()).toSeconds()
                    / Math.max(1, Duration.between(first, last).toSeconds());
            pauseUntil(start.plusMillis((long) (length.toMillis() * share)));
            publish(step);
        }
        boolean complete = awaitArrivals();
        new ArrivalTable(scenario, told, arrivals).print(out);
        complete &= replay(start);
        ended = true;
        watchers.forEach(Thread::interrupt);
        return complete;
    }

    private void enterMembers() {
        HubClient administrator = client(scenario.coordinator(), Role.ADMINISTRATOR);
        administrator
                .put(
                        "/v1/directory/members/" + scenario.coordinator(),
                        scenario.members().path(scenario.coordinator()))
                .orFail("The coordinator");
        scenario.members()
                .propertyStream()
                .filter(member -> !member.getKey().equals(scenario.coordinator()))
                .forEach(member -> administrator
                        .put("/v1/directory/members/" + member.getKey(), member.getValue())
                        .orFail("Member " + member.getKey()));
        scenario.circles()
                .propertyStream()
                .forEach(circle -> administrator
                        .put("/v1/directory/circles/" + circle.getKey(), circle.getValue())
                        .orFail("Circle " + circle.getKey()));
    }

    private List<Thread> watch() {
        List<Thread> watchers = new ArrayList<>();
        for (String member : scenario.partners()) {
            watchers.add(start(
                    "inbox-" + member,
                    () -> client(member, Role.PARTNER)
                            .lines("/v1/inbox/stream?from=beginning", "text/event-stream", line -> {
                                if (line.startsWith("data:")) {
                                    JsonNode event = json.readTree(line.substring(5));
                                    arrivals.add(
                                            member,
                                            event.path("eventId")
                                                    .asString(event.path("responseId")
                                                            .asString("")),
                                            event.path("kind").asString(""));
                                }
                            })));
        }
        watchers.add(start("public", new PublicReader(hub, arrivals)));
        watchers.add(start("ncsc", new NcscDesk(client(DemoCommand.NCSC, Role.LIAISON), arrivals)));
        return watchers;
    }

    private void publish(Scenario.Step step) {
        ObjectNode event = step.eventAsOf(Instant.now());
        String eventId = UUID.randomUUID().toString();
        event.put("eventId", eventId);
        JsonNode answer =
                client(step.by(), Role.PUBLISHER).post(step.path(), event).orFail(step.title());
        told.add(new Told(step, eventId, answer));
        say("  " + step.at().toString().substring(0, 16).replace('T', ' ') + "  " + step.by() + ": " + step.title());
    }

    private boolean awaitArrivals() {
        Instant limit = Instant.now().plus(PATIENCE);
        ArrivalTable table = new ArrivalTable(scenario, told, arrivals);
        while (table.missing() > 0 && Instant.now().isBefore(limit)) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return table.missing() == 0;
    }

    private boolean replay(Instant from) {
        List<String> events = new ArrayList<>();
        client(scenario.coordinator(), Role.COORDINATOR)
                .lines("/v1/history?from=" + from + "&to=" + Instant.now(), "application/x-ndjson", events::add);
        say("Replayed for " + scenario.coordinator() + ": " + events.size() + " events of " + told.size()
                + "; nobody was notified again.");
        return !events.isEmpty();
    }

    private HubClient client(String member, Role role) {
        return new HubClient(hub.address(), issuer.token(member, List.of(role), Duration.ofHours(1)));
    }

    /** A watcher that fails before the story has ended says so; what it missed shows in the table. */
    private Thread start(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        if (!ended) {
                            say("  (" + name + " stopped watching: " + e.getMessage() + ")");
                        }
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void pauseUntil(Instant moment) {
        while (Instant.now().isBefore(moment)) {
            LockSupport.parkNanos(Duration.between(Instant.now(), moment).toNanos());
        }
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}
