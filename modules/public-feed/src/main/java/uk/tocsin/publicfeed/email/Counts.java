package uk.tocsin.publicfeed.email;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often somebody has asked, in windows of time that begin with the first. Kept in the memory of one process for the length of
 * a window, and nowhere else.
 */
final class Counts {

    /** Above this many at once the longest unused are forgotten, so that memory stays bounded when addresses are made up. */
    private static final int MOST = 100_000;

    private final int limit;
    private final Cache<String, AtomicInteger> counts;

    /**
     * Counts within windows.
     *
     * @param limit how often within one window
     * @param window from the first time on
     */
    Counts(int limit, Duration window, Ticker ticker) {
        this.limit = limit;
        this.counts = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(window)
                .ticker(ticker)
                .build();
    }

    /** Counts once more for {@code who}; whether that is within the limit. */
    boolean allows(String who) {
        return counts.get(who, first -> new AtomicInteger()).incrementAndGet() <= limit;
    }
}
