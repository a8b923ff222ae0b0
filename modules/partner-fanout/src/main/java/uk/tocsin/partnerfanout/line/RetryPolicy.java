package uk.tocsin.partnerfanout.line;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When to try again: exponential back-off with full jitter, so that what failed together does not come back together.
 *
 * @param first longest wait after the first failure; each later one is twice as long
 * @param max longest wait that is ever chosen here
 * @param maxAsked longest wait that an endpoint may ask for
 * @param limit how long after its first attempt an event is given up
 */
record RetryPolicy(Duration first, Duration max, Duration maxAsked, Duration limit) {

    private static final int MAX_DOUBLINGS = 40;

    /**
     * How long to wait after some failures in a row.
     *
     * @param failures at least 1
     * @param random from 0 to 1
     * @param asked by the endpoint, which is never undercut; null when it asked for nothing
     */
    Duration delay(int failures, double random, @Nullable Duration asked) {
        double ceiling = (double) first.toMillis() * Math.pow(2, Math.min(failures - 1, MAX_DOUBLINGS));
        long chosen = (long) (Math.min(ceiling, (double) max.toMillis()) * random);
        Duration wait = Duration.ofMillis(chosen);
        if (asked == null || asked.compareTo(wait) < 0) {
            return wait;
        }
        return asked.compareTo(maxAsked) < 0 ? asked : maxAsked;
    }
}
