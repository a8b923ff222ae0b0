package uk.tocsin.hub.cli;

import java.util.List;
import org.springframework.core.NestedRuntimeException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import uk.tocsin.hub.stack.StackException;

/** Tells a failure in one line on standard error, and which exit code it has. */
final class OneLine implements IExecutionExceptionHandler, IParameterExceptionHandler {

    /** The system property that names the log. */
    private static final String LOG = "tocsin.log.file";

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        tell(
                command,
                sentence(
                                failure instanceof UnmatchedArgumentException unmatched
                                        ? unknown(unmatched)
                                        : message(failure))
                        + " See ./"
                        + command.getCommandSpec().qualifiedName() + " --help.");
        return Main.WRONG_USE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        tell(command, failure instanceof NestedRuntimeException ? whyItDidNotStart(failure) : message(failure));
        if (failure instanceof HubRefused) {
            return Main.REFUSED;
        }
        return failure instanceof StackException || failure instanceof HubUnreachable ? Main.NOT_READY : Main.FAILED;
    }

    /** What is not known here, and what is nearly called so. */
    private static String unknown(UnmatchedArgumentException failure) {
        String first =
                failure.getUnmatched().isEmpty() ? "" : failure.getUnmatched().get(0);
        List<String> near = failure.getSuggestions();
        return first + " is not known here." + (near.isEmpty() ? "" : " Did you mean " + String.join(", ", near) + "?");
    }

    private static void tell(CommandLine command, String text) {
        command.getErr().println("tocsin: " + Terminal.clean(text));
        command.getErr().flush();
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    /** Spring says which of its parts did not start; what stopped it is said by the innermost cause that says anything. */
    private static String whyItDidNotStart(Exception failure) {
        Throwable telling = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            telling = cause.getMessage() == null || cause.getMessage().isBlank() ? telling : cause;
        }
        String log = System.getProperty(LOG);
        return "the hub did not start: " + sentence(message(telling)) + (log == null ? "" : " More is in " + log + ".");
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
