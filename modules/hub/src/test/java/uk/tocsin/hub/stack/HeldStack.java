package uk.tocsin.hub.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A stack in a process of its own, for tests that kill it. It stops by itself when whoever started it goes away. */
final class HeldStack implements AutoCloseable {

    private static final String READY = "ready";

    private final Process process;
    private final StackClient client;

    private HeldStack(Process process, StackClient client) {
        this.process = process;
        this.client = client;
    }

    /** The program of that process. */
    public static void main(String[] arguments) throws IOException {
        try (var stack = EmbeddedStack.start(StackOptions.onFreePorts(Path.of(arguments[0])), step -> {})) {
            System.out.println(READY + " " + stack.bootstrapServers() + " " + stack.registryUrl());
            int untilClosed = System.in.read();
            System.out.println(untilClosed);
        }
    }

    static HeldStack start(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldStack.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String[] words = awaitReady(process.inputReader(StandardCharsets.UTF_8)).split(" ", -1);
        return new HeldStack(process, new StackClient(words[1], words[2]));
    }

    StackClient client() {
        return client;
    }

    /** What {@code kill -9} does: nothing in that process is run any more. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private static String awaitReady(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith(READY)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the other process did not start its stack");
        }
        return line;
    }
}
