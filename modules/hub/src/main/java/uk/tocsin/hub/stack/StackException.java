package uk.tocsin.hub.stack;

/**
 * The embedded stack cannot start, or has stopped by itself. The message is one plain line for whoever runs the hub: what
 * is wrong and what to do next. It can be shown as it is; the cause is for the log.
 */
public final class StackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StackException(String message) {
        super(message);
    }

    /**
     * A start that is given up.
     *
     * @param message what is wrong and what to do next, in one line
     * @param cause for the log
     */
    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
