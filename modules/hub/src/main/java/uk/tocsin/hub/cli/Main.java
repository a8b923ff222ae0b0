package uk.tocsin.hub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import uk.tocsin.hub.stack.StackException;

/** Where the process starts. Every failure is one line that says what to do next, and an exit code that means something. */
@Command(
        name = "tocsin",
        description = "A shared security notification hub for councils.",
        mixinStandardHelpOptions = true,
        version = "Tocsin 0.1.0",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            ServeCommand.class,
            TokenCommand.class,
            PublishCommand.class,
            WatchCommand.class,
            ReplayCommand.class,
            DirectoryCommand.class,
            DoctorCommand.class
        })
public final class Main {

    /** Something went wrong that the user did not cause. */
    static final int FAILED = 1;

    /** The hub or the machine is not ready for this. */
    static final int NOT_READY = 3;

    private Main() {}

    /** Runs one command and exits with its code: 0 done, 1 failed, 2 wrong use, 3 not ready. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("tocsin: " + message(failure));
            return failure instanceof StackException || failure instanceof HubUnreachable ? NOT_READY : FAILED;
        });
        System.exit(line.execute(arguments));
    }

    private static String message(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
