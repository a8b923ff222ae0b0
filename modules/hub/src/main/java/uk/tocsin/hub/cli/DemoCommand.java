package uk.tocsin.hub.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.tocsin.hub.stack.StackOptions;

/** Starts everything, plays the story, and shows who received what and who did not. */
@Command(name = "demo", description = "Start everything and play the story of January 2024.")
final class DemoCommand implements Callable<Integer> {

    static final String PUBLIC = "public";
    static final String NCSC = "ncsc";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--headless",
            description = "End after the story instead of staying up, on free ports and a folder of its own.")
    private boolean headless;

    @Option(
            names = "--seconds",
            description = "How long the story takes (default: ${DEFAULT-VALUE}).",
            defaultValue = "60")
    private int seconds = 60;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path home = HubOptions.home();
        Path data = home.resolve("demo-" + Instant.now().toEpochMilli());
        StackOptions options = headless ? StackOptions.onFreePorts(data) : StackOptions.onUsualPorts(data);
        Scenario scenario = Scenario.read(home.resolveSibling("scenarios").resolve("east-kent-2024.yaml"));
        Instant started = Instant.now();
        RunningHub hub =
                RunningHub.start(options, HubOptions.key(), headless ? 0 : 8080, new String[0], text -> say(out, text));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(hub, data), "stop"));
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
    private static void stop(RunningHub hub, Path data) {
        hub.close();
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            System.err.println("tocsin: " + data + " could not be removed; delete it by hand.");
        }
    }
}
