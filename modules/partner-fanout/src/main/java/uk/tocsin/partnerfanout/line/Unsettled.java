package uk.tocsin.partnerfanout.line;

import java.util.concurrent.CompletableFuture;

/** How many records of a line are out, or answered and not yet written down. For one thread only. */
final class Unsettled {

    private final CompletableFuture<Void> none = new CompletableFuture<>();
    private int count;
    private boolean awaited;

    void begin() {
        count++;
    }

    void end() {
        count--;
        settle();
    }

    /** Ends once there is none. Nothing may begin after this was asked for. */
    CompletableFuture<Void> none() {
        awaited = true;
        settle();
        return none;
    }

    private void settle() {
        if (awaited && count == 0) {
            none.complete(null);
        }
    }
}
