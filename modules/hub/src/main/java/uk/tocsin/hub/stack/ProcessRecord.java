package uk.tocsin.hub.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A note of a child process, left in a file for the next start: a hub that is killed cannot end its children. Process ids
 * are given again, so the note holds the time of the start too, and the process must carry a mark of ours in its command.
 */
record ProcessRecord(long pid, Instant started) {

    /** The system's clock may be set right by a moment between two readings of a process's start. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static void write(Path file, ProcessHandle process) throws IOException {
        Instant started = process.info().startInstant().orElse(Instant.EPOCH);
        Files.writeString(file, process.pid() + " " + started + "\n");
    }

    /** Empty if there is no note, or none that can be read: then there is nothing that may safely be ended. */
    static Optional<ProcessRecord> read(Path file) {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            return Optional.of(new ProcessRecord(Long.parseLong(words[0]), Instant.parse(words[1])));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The process of this note, if it still runs and is the one that was noted. */
    Optional<ProcessHandle> stillRunning(String mark) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startedAsNoted(process) && carries(process, mark));
    }

    /** First asks, then insists. */
    static void end(ProcessHandle process) {
        process.destroy();
        if (!endsWithin(process, PATIENCE)) {
            process.destroyForcibly();
            endsWithin(process, PATIENCE);
        }
    }

    private boolean startedAsNoted(ProcessHandle process) {
        return process.info()
                .startInstant()
                .filter(start -> Duration.between(start, started).abs().compareTo(CLOCK_STEP) <= 0)
                .isPresent();
    }

    private static boolean carries(ProcessHandle process, String mark) {
        List<String> arguments = Arrays.asList(process.info().arguments().orElse(new String[0]));
        return arguments.contains(mark);
    }

    private static boolean endsWithin(ProcessHandle process, Duration time) {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
