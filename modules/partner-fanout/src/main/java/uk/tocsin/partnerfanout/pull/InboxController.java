package uk.tocsin.partnerfanout.pull;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Reader;
import uk.tocsin.partnerfanout.inbox.InboxProperties;
import uk.tocsin.partnerfanout.problem.Problems;

/** A partner reads its own inbox over HTTP. Whose inbox it is follows from who asks; there is no way to name another. */
@RestController
class InboxController {

    private final InboxPage page;
    private final InboxStreams streams;
    private final InboxProperties properties;
    private final Supplier<Directory> directory;
    private final Clock clock;

    InboxController(
            InboxPage page,
            InboxStreams streams,
            InboxProperties properties,
            Supplier<Directory> directory,
            Clock clock) {
        this.page = page;
        this.streams = streams;
        this.properties = properties;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * The latest alerts and responses, newest first; or, with {@code after}, what stands behind that place, the oldest
     * first. With {@code wait} an answer that would be empty waits for the first to come.
     */
    @GetMapping(path = "/v1/inbox", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('PARTNER')")
    public DeferredResult<ObjectNode> read(
            @AuthenticationPrincipal Reader reader,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam(name = "wait", required = false) @Nullable String wait) {
        if (limit < 1 || limit > properties.maxItems()) {
            throw Problems.of(
                    HttpStatus.BAD_REQUEST, "limit", limit + " (expected: 1 to " + properties.maxItems() + ")");
        }
        if (after != null) {
            return streams.await(right(reader), cursor(after, "after"), limit, wait(wait));
        }
        if (wait != null) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "wait", "without a place to wait at (expected: after, too)");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode items = answer.putArray("items");
        page.latest(reader.memberId(), limit).forEach(record -> items.add(record.item(InboxCursor.at(record))));
        var latest = new DeferredResult<ObjectNode>();
        latest.setResult(answer);
        return latest;
    }

    /** The inbox as it fills, from behind {@code Last-Event-ID}, else from its end or its beginning. */
    @GetMapping(path = "/v1/inbox/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @PreAuthorize("hasRole('PARTNER')")
    public SseEmitter stream(
            @AuthenticationPrincipal Reader reader,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(name = "from", defaultValue = "end") String from) {
        return streams.open(right(reader), place(lastEventId, from));
    }

    private ReadingRight right(Reader reader) {
        return new ReadingRight(reader, directory, clock);
    }

    private Duration wait(@Nullable String wait) {
        String expected = " (expected: 0s to " + properties.maxWait().toSeconds() + "s)";
        try {
            Duration wanted = wait == null ? Duration.ZERO : DurationStyle.detectAndParse(wait);
            if (!wanted.isNegative() && wanted.compareTo(properties.maxWait()) <= 0) {
                return wanted;
            }
            throw Problems.of(HttpStatus.BAD_REQUEST, "wait", wait + expected);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "wait", "no time" + expected);
        }
    }

    private static @Nullable InboxCursor place(@Nullable String lastEventId, String from) {
        if (lastEventId != null && !lastEventId.isBlank()) {
            return cursor(lastEventId, "Last-Event-ID");
        }
        return switch (from) {
            case "beginning" -> InboxCursor.start();
            case "end" -> null;
            default -> throw Problems.of(HttpStatus.BAD_REQUEST, "from", from + " (expected: beginning or end)");
        };
    }

    private static InboxCursor cursor(String written, String name) {
        return InboxCursor.read(written)
                .orElseThrow(() ->
                        Problems.of(HttpStatus.BAD_REQUEST, name, "not an id of an inbox (expected: 0-42, or start)"));
    }
}
