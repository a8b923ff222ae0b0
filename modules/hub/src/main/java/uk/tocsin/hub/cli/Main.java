package uk.tocsin.hub.cli;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** Where the process starts. Every failure is one line that says what to do next, and an exit code that means something. */
@Command(
        name = "tocsin",
        description = {
            "A shared security notification hub for councils.",
            "Beside the commands below, './tocsin bench' measures how fast it is here, and './tocsin check' runs every test."
        },
        mixinStandardHelpOptions = true,
        version = "Tocsin 0.1.0",
        scope = ScopeType.INHERIT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong use: the command line, or a file that it names",
            "3:no hub answers, or this machine is not ready for one",
            "4:the hub refused it, and said why"
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            ServeCommand.class,
            TokenCommand.class,
            PublishCommand.class,
            WatchCommand.class,
            SubscribeCommand.class,
            SubscriptionsCommand.class,
            ReplayCommand.class,
            ExportSiteCommand.class,
            DirectoryCommand.class,
            AccessCommand.class,
            DoctorCommand.class
        })
public final class Main {

    /** Something went wrong that the user did not cause. */
    static final int FAILED = 1;

    /** The command line, or a file that it names, cannot be used. */
    static final int WRONG_USE = 2;

    /** The hub or the machine is not ready for this. */
    static final int NOT_READY = 3;

    /** The hub understood what was asked of it and said no. */
    static final int REFUSED = 4;

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Without this, a wrong time would be told in the words of Java's parser. */
    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + text + "' (expected: date and time with an offset, such as 2026-01-18T00:00:00Z)");
        }
    }

    static CommandLine commandLine() {
        OneLine failures = new OneLine();
        return new CommandLine(new Main())
                .registerConverter(Instant.class, Main::time)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }
}
