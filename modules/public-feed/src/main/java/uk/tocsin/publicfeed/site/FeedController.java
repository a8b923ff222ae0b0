package uk.tocsin.publicfeed.site;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The feeds that anyone may read. Unchanged ones are answered with 304 by their ETag or date. */
@RestController
final class FeedController {

    private static final MediaType ATOM = new MediaType("application", "atom+xml", StandardCharsets.UTF_8);
    private static final MediaType JSON = new MediaType("application", "feed+json");

    private final LiveBoard board;
    private final PublicFeedProperties properties;

    FeedController(LiveBoard board, PublicFeedProperties properties) {
        this.board = board;
        this.properties = properties;
    }

    @GetMapping(Addresses.ATOM)
    ResponseEntity<byte[]> atom() {
        return feed(ATOM, entries -> AtomFeed.write(properties, entries).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping(Addresses.JSON)
    ResponseEntity<byte[]> json() {
        return feed(JSON, entries -> JsonMapper.shared().writeValueAsBytes(JsonFeed.of(properties, entries)));
    }

    private ResponseEntity<byte[]> feed(MediaType type, Function<List<FeedEntry>, byte[]> writer) {
        return board.current()
                .map(current -> FeedEntries.of(current, properties.baseUrl(), properties.feedEntries()))
                .map(entries -> found(type, entries, writer.apply(entries)))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .header(HttpHeaders.RETRY_AFTER, seconds(properties.retryAfter()))
                        .build());
    }

    private ResponseEntity<byte[]> found(MediaType type, List<FeedEntry> entries, byte[] body) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(properties.cacheFor()).cachePublic())
                .eTag(DigestUtils.md5DigestAsHex(body))
                .lastModified(AtomFeed.updated(entries))
                .body(body);
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
