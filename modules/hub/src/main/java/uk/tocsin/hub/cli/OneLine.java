package uk.tocsin.hub.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import uk.tocsin.hub.stack.StackException;

/** Tells a failure in one line on standard error, and which exit code it has. */
final class OneLine implements IExecutionExceptionHandler, IParameterExceptionHandler {

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
        tell(command, message(failure));
        if (failure instanceof HubRefused) {
            return Main.REFUSED;
        }
        return failure instanceof StackException || failure instanceof HubUnreachable ? Main.NOT_READY : Main.FAILED;
    }

    private static void tell(CommandLine command, String text) {
        command.getErr().println("tocsin: " + Terminal.clean(text));
        command.getErr().flush();
    }

    private static String message(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
