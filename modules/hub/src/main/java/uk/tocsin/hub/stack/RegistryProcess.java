package uk.tocsin.hub.stack;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The schema registry as a process of its own: its libraries and ours do not go together in one. */
final class RegistryProcess implements AutoCloseable {

    private static final String API = "/apis/ccompat/v7";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

    private final DataFolder folder;
    private final int port;
    private final Process process;

    private RegistryProcess(DataFolder folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Ends the registry that a killed hub left behind, if there is one. True if there was. */
    static boolean endLeftover(DataFolder folder) {
        var leftover = ProcessRecord.read(note(folder)).flatMap(note -> note.stillRunning(mark(folder)));
        leftover.ifPresent(ProcessRecord::end);
        return leftover.isPresent();
    }

    /** Starts the process and does not wait for it: the broker starts meanwhile. */
    static RegistryProcess launch(DataFolder folder, Path runner, int port) {
        try {
            keepPreviousLog(folder);
            var builder = new ProcessBuilder(command(folder, runner))
                    .directory(folder.registry().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log(folder).toFile());
            builder.environment().putAll(environment(folder, port));
            Process process = builder.start();
            process.getOutputStream().close();
            ProcessRecord.write(note(folder), process.toHandle());
            return new RegistryProcess(folder, port, process);
        } catch (IOException e) {
            throw new StackException(
                    "The schema registry cannot be started (" + Causes.firstLine(e)
                            + "). It needs the program 'java' of a JDK 17 or newer in "
                            + java() + " and room in " + folder.registry() + ".",
                    e);
        }
    }

    /** Returns when the registry answers. */
    void awaitReady(Duration limit) {
        var client = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();
        var request = HttpRequest.newBuilder(URI.create(url() + "/subjects"))
                .timeout(ANSWER_LIMIT)
                .build();
        long deadline = System.nanoTime() + limit.toNanos();
        while (!answers(client, request)) {
            if (hasEndedWithin(POLL)) {
                throw explainEnd();
            }
            if (System.nanoTime() > deadline) {
                throw new StackException("The schema registry was not ready within " + limit.toSeconds()
                        + " s. Is the machine very busy? Try again; its log is " + log(folder) + ".");
            }
        }
    }

    /** The base of the API that Confluent's clients speak. */
    String url() {
        return "http://127.0.0.1:" + port + API;
    }

    /** Completes when the process has ended and was not told to. */
    CompletableFuture<StackException> lost() {
        return process.onExit()
                .thenApply(ended -> new StackException("The schema registry stopped by itself (exit code "
                        + ended.exitValue() + "). Start the hub again; the registry's log is " + log(folder) + "."));
    }

    @Override
    public void close() {
        ProcessRecord.end(process.toHandle());
        try {
            Files.deleteIfExists(note(folder));
        } catch (IOException ignored) {
            // A note of a process that has ended harms nobody.
        }
    }

    /** Without waiting, for the last moments of this process. */
    void abandon() {
        process.destroy();
    }

    private boolean answers(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private boolean hasEndedWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private StackException explainEnd() {
        String said = readLog();
        if (said.contains("File corrupted")) {
            return folder.unreadable("the schema registry", new IOException("see " + log(folder)));
        }
        if (said.contains("in use by another process")) {
            return StackPorts.inUse(port, "the schema registry", "--registry-port");
        }
        return new StackException("The schema registry stopped while it started (exit code " + process.exitValue()
                + "). Its log says why: " + log(folder) + ".");
    }

    private String readLog() {
        try {
            return Files.readString(log(folder), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static StackException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StackException("The start of the schema registry was interrupted.", e);
    }

    /**
     * The quick compiler and the simple collector halve what a start costs. Ctrl-C in a terminal goes to every process
     * there; through the shell the registry ignores it, so that the hub can finish its work and then end it.
     */
    private static List<String> command(DataFolder folder, Path runner) {
        List<String> command = new ArrayList<>();
        if (File.separatorChar == '/') {
            command.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        }
        command.addAll(List.of(
                java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                mark(folder),
                "-jar",
                runner.toString()));
        return command;
    }

    /** With no delay a schema id that was given out is on disk, even if this machine stops at that moment. */
    private static Map<String, String> environment(DataFolder folder, int port) {
        return Map.of(
                "REGISTRY_DATASOURCE_URL",
                "jdbc:h2:file:" + folder.registry().resolve("registry") + ";WRITE_DELAY=0",
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port));
    }

    private static void keepPreviousLog(DataFolder folder) throws IOException {
        if (Files.exists(log(folder))) {
            Files.move(
                    log(folder), folder.logs().resolve("registry.previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static Path log(DataFolder folder) {
        return folder.logs().resolve("registry.log");
    }

    private static Path note(DataFolder folder) {
        return folder.registry().resolve("process");
    }

    private static String mark(DataFolder folder) {
        return "-Dtocsin.registry.data=" + folder.registry();
    }
}
