package uk.tocsin.publicfeed.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells whoever listens that something was published, as it is published. */
@RestController
final class NewsController {

    private static final String RETRY_SECONDS = "60";

    private final NewsReaders readers;

    NewsController(NewsReaders readers) {
        this.readers = readers;
    }

    /** Server-Sent Events of the name {@code notice}, whose data lists the pages that changed. */
    @GetMapping("/events")
    void events(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (readers.isFull()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Proxies that keep answers back until they are whole would keep this one for ever.
        response.setHeader("X-Accel-Buffering", "no");
        // With the wrapped response, so that the headers of every answer come with this one too.
        readers.open(request.startAsync(request, response));
    }
}
