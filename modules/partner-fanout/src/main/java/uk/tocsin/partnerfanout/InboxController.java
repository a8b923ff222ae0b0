package uk.tocsin.partnerfanout;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Reader;

/** A partner reads its own inbox over HTTP. Whose inbox it is follows from who asks; there is no way to name another. */
@RestController
class InboxController {

    private final InboxPage page;
    private final InboxStreams streams;
    private final int maxItems;
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
        this.maxItems = properties.maxItems();
        this.directory = directory;
        this.clock = clock;
    }

    /** The latest alerts and responses, newest first. */
    @GetMapping(path = "/v1/inbox", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('PARTNER')")
    public ObjectNode latest(
            @AuthenticationPrincipal Reader reader, @RequestParam(name = "limit", defaultValue = "50") int limit) {
        if (limit < 1 || limit > maxItems) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "limit", limit + " (expected: 1 to " + maxItems + ")");
        }
        List<InboxEntry> latest = page.latest(reader.memberId(), limit);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode items = answer.putArray("items");
        latest.forEach(entry -> items.add(entry.item()));
        return answer;
    }

    /** The inbox as it fills, from behind {@code Last-Event-ID}, else from its end or its beginning. */
    @GetMapping(path = "/v1/inbox/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @PreAuthorize("hasRole('PARTNER')")
    public SseEmitter stream(
            @AuthenticationPrincipal Reader reader,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(name = "from", defaultValue = "end") String from) {
        return streams.open(new ReadingRight(reader, directory, clock), cursor(lastEventId, from));
    }

    private static @Nullable InboxCursor cursor(@Nullable String lastEventId, String from) {
        if (lastEventId != null && !lastEventId.isBlank()) {
            return InboxCursor.read(lastEventId)
                    .orElseThrow(() -> Problems.of(
                            HttpStatus.BAD_REQUEST, "Last-Event-ID", "not an id of this stream (expected: 0-42)"));
        }
        return switch (from) {
            case "beginning" -> InboxCursor.start();
            case "end" -> null;
            default -> throw Problems.of(HttpStatus.BAD_REQUEST, "from", from + " (expected: beginning or end)");
        };
    }
}
