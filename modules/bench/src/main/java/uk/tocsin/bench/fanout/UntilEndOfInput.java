package uk.tocsin.bench.fanout;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A process of the bench lives as long as somebody holds its input: none outlives whoever started it. */
final class UntilEndOfInput {

    private UntilEndOfInput() {}

    /** Returns when the input ends. */
    static void await() {
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
