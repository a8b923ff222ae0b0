package uk.tocsin.publicfeed.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** The headers of an answer as all that had a hand in it left them. They depend on two things that a request can say. */
final class SentHeaders {

    /** How many ways there are to send one answer: compressed or not, over an encrypted connection or not. */
    static final int WAYS = 4;

    private static final int COMPRESSED = 1;
    private static final int ENCRYPTED = 2;

    /** Of one sending, not of the answer: the server makes them anew. */
    private static final Set<String> OF_A_SENDING =
            Set.of("date", "content-length", "transfer-encoding", "connection", "keep-alive");

    private static final Set<String> OF_A_BODY = Set.of("content-type", "content-encoding", "content-language");

    private final List<Header> whole = new ArrayList<>();
    private final List<Header> withoutBody = new ArrayList<>();

    private record Header(String name, String value) {}

    private SentHeaders() {}

    /** The way in which a request wants its answer, from 0. */
    static int way(HttpServletRequest request) {
        return (acceptsGzip(request) ? COMPRESSED : 0) | (request.isSecure() ? ENCRYPTED : 0);
    }

    static boolean isCompressed(int way) {
        return (way & COMPRESSED) != 0;
    }

    static boolean acceptsGzip(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }

    /** Those of an answer that was just sent. */
    static SentHeaders of(HttpServletResponse response) {
        SentHeaders headers = new SentHeaders();
        for (String name : Set.copyOf(response.getHeaderNames())) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_A_SENDING.contains(lower)) {
                for (String value : response.getHeaders(name)) {
                    headers.whole.add(new Header(name, value));
                }
            }
        }
        headers.whole.stream()
                .filter(header -> !OF_A_BODY.contains(header.name().toLowerCase(Locale.ROOT)))
                .forEach(headers.withoutBody::add);
        return headers;
    }

    /** Gives another answer the same headers; of one without a body, those that say something of a body are left out. */
    void addTo(HttpServletResponse response, boolean hasBody) {
        for (Header header : hasBody ? whole : withoutBody) {
            response.addHeader(header.name(), header.value());
        }
    }
}
