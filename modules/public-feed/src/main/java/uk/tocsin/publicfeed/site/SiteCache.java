package uk.tocsin.publicfeed.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

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

    private record Made(Answer answer, NoticeBoard board, Instant at) {}

    /** The answer to a path: what is there, or the page that says that nothing is. */
    Answer answer(String path, Filter filter, NoticeBoard board) {
        Instant now = clock.instant();
        String key = filter.equals(Filter.NONE) ? path : path + "?" + filter;
        Made known = answers.getIfPresent(key);
        if (known != null && isFresh(known, board, now)) {
            return known.answer();
        }
        Optional<Document> found = site.at(path, filter, board, now);
        return found.map(document -> remember(key, document, board, now))
                .orElseGet(() -> remember(NOT_FOUND, site.notFound(board), board, now));
    }

    /** What is at a path of which nobody wants a part, if it is ready; never the page that says that nothing is. */
    Optional<Answer> ready(String path, NoticeBoard board) {
        Made known = path.startsWith("/") ? answers.getIfPresent(path) : null;
        return known != null && isFresh(known, board, clock.instant()) ? Optional.of(known.answer()) : Optional.empty();
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
                                now))
                .answer();
    }
}
