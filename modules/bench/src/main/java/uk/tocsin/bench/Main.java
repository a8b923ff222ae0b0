package uk.tocsin.bench;

import picocli.CommandLine;

/** Where the process starts: {@code ./tocsin bench}. */
public final class Main {

    private Main() {}

    /** Runs the benchmarks that are named and exits with 0 when all could be measured, whatever they showed. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BenchCommand());
    }
}
