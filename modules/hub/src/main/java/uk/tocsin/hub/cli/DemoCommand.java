package uk.tocsin.hub.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.tocsin.hub.stack.StackOptions;

/** Starts everything, plays the story, and shows who received what and who did not. */
@Command(name = "demo", description = "Start everything and play the story of January 2024.")
final class DemoCommand implements Callable<Integer> {

    static final String PUBLIC = "public";
    static final String NCSC = "ncsc";

    private static final int MOST_SECONDS = 3600;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--headless",
            description = "End after the story instead of staying up, on free ports and a folder of its own.")
    private boolean headless;

    @Option(
            names = "--seconds",
            description = "How long the story takes, 1 to 3600 (default: ${DEFAULT-VALUE}).",
            defaultValue = "60")
    private int seconds = 60;

    @Mixin
    private PortOptions ports = new PortOptions();

    @Override
    public Integer call() throws IOException {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds: " + seconds + " (expected: 1 to " + MOST_SECONDS + ").");
        }
        int port = headless ? 0 : ports.hub();
        PrintWriter out = spec.commandLine().getOut();
        Path home = HubOptions.home();
        Path data = home.resolve("demo-" + Instant.now().toEpochMilli());
        StackOptions options = headless ? StackOptions.onFreePorts(data) : ports.stack(data);
        Scenario scenario = Scenario.read(home.resolveSibling("scenarios").resolve("east-kent-2024.yaml"));
        Instant started = Instant.now();
        OrderlyEnd end = OrderlyEnd.promise();
        end.before(() -> remove(data));
        RunningHub hub = RunningHub.start(options, HubOptions.key(), port, new String[0], text -> say(out, text), end);
        say(out, "Ready after " + Duration.between(started, Instant.now()).toSeconds() + " s.");
        boolean complete = new Story(scenario, hub, out).play(Duration.ofSeconds(seconds));
        if (!headless) {
            say(out, "Look at " + hub.address() + "/ and " + hub.address() + "/feed.atom. Stop with Ctrl-C.");
            hub.awaitLoss();
        }
        return complete ? 0 : Main.FAILED;
    }

    private static void say(PrintWriter out, String text) {
        out.println(text);
        out.flush();
    }

    /** A demo keeps nothing: each one starts with an empty log. */
    private static void remove(Path data) {
        if (!Files.exists(data)) {
            return;
        }
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            System.err.println("tocsin: " + data + " could not be removed; delete it by hand.");
        }
    }
}
