package uk.tocsin.partnerfanout.line;

/**
 * Whether an endpoint is taken for down. While it is closed, events go out side by side; once it is open, one probe at a
 * time, until one comes through.
 */
final class Circuit {

    private final int threshold;
    private int failures;

    /** With {@code threshold} failures in a row, without a success between them, it opens. */
    Circuit(int threshold) {
        this.threshold = threshold;
    }

    boolean isOpen() {
        return failures >= threshold;
    }

    /** Whether this success closed it. */
    boolean succeeded() {
        boolean closing = isOpen();
        failures = 0;
        return closing;
    }

    /** Whether this failure opened it. */
    boolean failed() {
        failures++;
        return failures == threshold;
    }

    /** Failures since it opened, the one that opened it included. */
    int failuresWhileOpen() {
        return failures - threshold + 1;
    }
}
