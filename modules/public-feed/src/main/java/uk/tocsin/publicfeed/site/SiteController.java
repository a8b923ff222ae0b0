package uk.tocsin.publicfeed.site;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Serves the site. An answer that the reader has already is 304 by its entity tag or date; no answer sets a cookie or needs
 * one, so that any cache may keep it.
 */
@RestController
final class SiteController {

    /** Long enough for a cache to go on showing the site while it is down. */
    private static final Duration WHEN_DOWN = Duration.ofDays(1);

    /** Only the banner may be framed, and it holds no script at all. */
    private static final String FRAMES_POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

    private final LiveBoard board;
    private final SiteCache cache;
    private final Site site;
    private final PublicFeedProperties properties;

    SiteController(LiveBoard board, SiteCache cache, Site site, PublicFeedProperties properties) {
        this.board = board;
        this.cache = cache;
        this.site = site;
        this.properties = properties;
    }

    /** Whatever is at the path. */
    @GetMapping({
        "/",
        "/feed.atom",
        "/feed.json",
        "/feed.rss",
        "/cap.atom",
        "/not-affected",
        "/follow",
        "/accessibility",
        "/archive/**",
        "/councils/**",
        "/services/**",
        "/incidents/**",
        "/cap/**",
        "/api/v2/**"
    })
    ResponseEntity<byte[]> answer(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String council,
            @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String service) {
        String path = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
        if (path.length() > 1 && path.endsWith("/")) {
            String without = request.getRequestURI().replaceAll("/+$", "");
            return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                    .location(URI.create(without.isEmpty() ? "/" : without))
                    .build();
        }
        Optional<NoticeBoard> current = board.current();
        if (current.isEmpty()) {
            return unavailable();
        }
        Filter filter = path.equals(Addresses.HOME) ? new Filter(council, region, service) : Filter.NONE;
        Answer answer = cache.answer(path, filter, current.get());
        if (isAnythingKnown(request) && answer.document().status() == HttpStatus.OK.value()) {
            return headers(answer, HttpStatus.NOT_MODIFIED).build();
        }
        return answer(answer, SentHeaders.acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING)));
    }

    /** Spring takes the star for a condition of changes alone; of a reader it means any copy at all (RFC 9110, 13.1.2). */
    private static boolean isAnythingKnown(HttpServletRequest request) {
        return Asked.ANY.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH));
    }

    private ResponseEntity<byte[]> answer(Answer answer, boolean gzip) {
        Document document = answer.document();
        ResponseEntity.BodyBuilder builder = headers(answer, HttpStatus.valueOf(document.status()))
                .header(HttpHeaders.CONTENT_TYPE, document.type());
        return gzip
                ? builder.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(answer.gzipped())
                : builder.body(document.body());
    }

    private ResponseEntity.BodyBuilder headers(Answer answer, HttpStatus status) {
        Document document = answer.document();
        ResponseEntity.BodyBuilder builder = ResponseEntity.status(status)
                .cacheControl(CacheControl.maxAge(properties.cacheFor())
                        .cachePublic()
                        .staleWhileRevalidate(properties.cacheFor())
                        .staleIfError(WHEN_DOWN))
                .varyBy(HttpHeaders.ACCEPT_ENCODING);
        if (document.status() == HttpStatus.OK.value()) {
            builder.eTag(answer.tag()).lastModified(answer.changedAt());
        }
        if (document.isForFrames()) {
            builder.header("Content-Security-Policy", FRAMES_POLICY);
        }
        return builder;
    }

    private ResponseEntity<byte[]> unavailable() {
        Document document = site.unavailable();
        return ResponseEntity.status(document.status())
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(properties.retryAfter().toSeconds()))
                .header(HttpHeaders.CONTENT_TYPE, document.type())
                .body(document.body());
    }
}
