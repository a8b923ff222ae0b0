package uk.tocsin.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of the bench. Each subject runs in one of its own, so that the compiler of one has seen nothing of
 * another.
 */
public final class Java {

    /** As much memory as the launcher gives a hub, but with all of the JVM's compilers, as a server has them. */
    public static final List<String> SERVER = List.of("-Xmx768m", "-XX:MetaspaceSize=192m", "-XX:+UseSerialGC");

    /** As the launcher starts a hub: ready soon, at the price of slower code. */
    public static final List<String> LAUNCHER =
            List.of("-Xmx768m", "-XX:MetaspaceSize=192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** The system property that names a folder into which every process records itself with Java Flight Recorder. */
    private static final String JFR = "tocsin.bench.jfr";

    private static final long STOP_SECONDS = 60;
    private static final String TRUSTED = "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=uk.tocsin.contracts";

    private Java() {}

    /** Starts a class of this program's own class path. What it prints goes to {@code output}. */
    public static Process start(Path output, List<String> flags, String mainClass, List<String> arguments) {
        List<String> command = command(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return start(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()));
    }

    static List<String> command(List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add(TRUSTED);
        String recordings = System.getProperty(JFR);
        if (recordings != null) {
            command.add("-XX:StartFlightRecording=settings=profile,filename="
                    + Path.of(recordings, System.nanoTime() + ".jfr"));
            command.add("-Xlog:jfr+startup=off");
        }
        return command;
    }

    /** Asks a process to end, and ends it when it does not. */
    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
