package uk.tocsin.hub.cli;

import org.springframework.core.NestedRuntimeException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import uk.tocsin.hub.stack.StackException;

/** Tells a failure in one line on standard error, and which exit code it has. */
final class OneLine implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private static final String SPRING = "org.springframework.";

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        tell(
                command,
                sentence(message(failure)) + " See ./"
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

    private static void tell(CommandLine command, String text) {
        command.getErr().println("tocsin: " + Terminal.clean(text));
        command.getErr().flush();
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    /** Spring says which of its parts did not start; what stopped it stands in the first cause that is not Spring's. */
    private static String whyItDidNotStart(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getClass().getName().startsWith(SPRING)) {
            cause = cause.getCause();
        }
        return "the hub did not start: " + message(cause);
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
