package uk.tocsin.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the bench at work in a process of its own, until it is closed: it ends when its input does. */
public final class Child implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /** Starts a class of this program's own class path; what it prints goes to {@code output}. */
    public static Child start(Path output, List<String> flags, Class<?> program, List<String> arguments) {
        return new Child(Java.start(output, flags, program.getName(), arguments));
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
