package uk.tocsin.publicfeed.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers made before they are asked for again. Each is made once for a board, and once more when {@code cacheFor} has
 * passed, as a promise can become overdue without a notice. What has not changed keeps the date of its last change.
 */
final class SiteCache {

    private static final String NOT_FOUND = "404";

    private final Site site;
    private final PublicFeedProperties properties;
    private final Clock clock;
    private final Cache<String, Made> answers;

    SiteCache(Site site, PublicFeedProperties properties, Clock clock) {
        this.site = site;
        this.properties = properties;
        this.clock = clock;
        this.answers =
                Caffeine.newBuilder().maximumSize(properties.cachedAnswers()).build();
    }

    /** What was made, when, of what, and whether somebody makes it anew now. */
    private record Made(Answer answer, NoticeBoard board, Instant at, AtomicBoolean renewing) {}

    /**
     * The answer to a path: what is there, or the page that says that nothing is. One reader makes it anew; those who come
     * meanwhile get what was there before, so that a thousand who ask at once do not make it a thousand times.
     */
    Answer answer(String path, Filter filter, NoticeBoard board) {
        Instant now = clock.instant();
        String key = filter.equals(Filter.NONE) ? path : path + "?" + filter;
        Made known = answers.getIfPresent(key);
        if (known == null) {
            return make(key, path, filter, board, now);
        }
        if (isFresh(known, board, now) || !known.renewing().compareAndSet(false, true)) {
            return known.answer();
        }
        try {
            return make(key, path, filter, board, now);
        } finally {
            known.renewing().set(false);
        }
    }

    private Answer make(String key, String path, Filter filter, NoticeBoard board, Instant now) {
        Optional<Document> found = site.at(path, filter, board, now);
        if (found.isPresent()) {
            return remember(key, found.get(), board, now);
        }
        answers.invalidate(key);
        Made known = answers.getIfPresent(NOT_FOUND);
        return known != null && isFresh(known, board, now)
                ? known.answer()
                : remember(NOT_FOUND, site.notFound(board), board, now);
    }

    /** What is at a path of which nobody wants a part, if it is ready; never the page that says that nothing is. */
    Optional<Answer> ready(String path, NoticeBoard board) {
        Made known = path.startsWith("/") ? answers.getIfPresent(path) : null;
        return known != null && (known.renewing().get() || isFresh(known, board, clock.instant()))
                ? Optional.of(known.answer())
                : Optional.empty();
    }

    private boolean isFresh(Made made, NoticeBoard board, Instant now) {
        return made.board().equals(board) && now.isBefore(made.at().plus(properties.cacheFor()));
    }

    private Answer remember(String key, Document document, NoticeBoard board, Instant now) {
        return answers.asMap()
                .compute(
                        key,
                        (same, before) -> new Made(
                                before == null
                                        ? Answer.of(document, now)
                                        : before.answer().or(document, now),
                                board,
                                now,
                                new AtomicBoolean()))
                .answer();
    }
}
