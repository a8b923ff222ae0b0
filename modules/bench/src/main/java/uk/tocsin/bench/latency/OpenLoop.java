package uk.tocsin.bench.latency;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Lets events go when they are due, whether or not earlier ones have been answered. */
final class OpenLoop {

    private OpenLoop() {}

    /**
     * Calls {@code send} for every event, at its time, or at once when that has passed.
     *
     * @param send must not wait for an answer
     */
    static void run(Timeline timeline, int events, IntConsumer send) {
        for (int index = 0; index < events; index++) {
            long wait = timeline.due(index) - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = timeline.due(index) - System.nanoTime();
            }
            send.accept(index);
        }
    }
}
