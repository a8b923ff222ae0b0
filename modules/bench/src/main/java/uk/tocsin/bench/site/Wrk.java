package uk.tocsin.bench.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The load: {@code wrk}, which asks for one address over and over on some connections that stay open. It is written in C and
 * takes less of the processors than any server that answers it.
 */
final class Wrk {

    private static final int THREADS = 2;
    private static final int CONNECTIONS = 32;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern FAULT = Pattern.compile("Non-2xx or 3xx responses: .*|Socket errors: .*");

    private final Path program;

    /**
     * What came of one run.
     *
     * @param rate answers a second
     * @param p99Millis within which 99 of 100 came
     */
    record Result(double rate, double p99Millis) {

        /**
         * Reads what the tool says.
         *
         * @throws IllegalStateException when an answer was none of 200 or 304, or none came at all
         */
        static Result of(String said) {
            Optional<MatchResult> rate = RATE.matcher(said).results().findFirst();
            Optional<MatchResult> p99 = P99.matcher(said).results().findFirst();
            if (rate.isEmpty() || p99.isEmpty() || FAULT.matcher(said).find()) {
                throw new IllegalStateException("wrk found something else than good answers: " + said);
            }
            double factor =
                    switch (p99.get().group(2)) {
                        case "us" -> 0.001;
                        case "ms" -> 1;
                        default -> 1_000;
                    };
            return new Result(
                    Double.parseDouble(rate.get().group(1)),
                    Double.parseDouble(p99.get().group(1)) * factor);
        }
    }

    private Wrk(Path program) {
        this.program = program;
    }

    /** The tool, if it is on this machine. */
    static Optional<Wrk> find() {
        return Program.find("wrk").map(Wrk::new);
    }

    /** Asks for {@code address}, with an entity tag that the asker has already unless it is empty. */
    Result run(URI address, String tag, int seconds) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-t" + THREADS, "-c" + CONNECTIONS));
        command.addAll(List.of("-d" + seconds + "s", "--latency"));
        if (!tag.isEmpty()) {
            command.addAll(List.of("-H", "If-None-Match: " + tag));
        }
        command.add(address.toString());
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return Result.of(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
