package uk.tocsin.publicfeed.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * Gives again what was given before, with the same headers. On a bad day thousands ask for the same few pages; finding out
 * each time who asks, what for and who answers takes twenty times as long as the answer. Whatever is not plainly the same
 * question goes on its usual way, and what comes of that is remembered here.
 */
@SuppressWarnings("serial") // No container of ours writes filters down.
final class ReadyAnswers extends HttpFilter implements Ordered {

    private static final String PROXY_SAYS = "X-Forwarded-Proto";

    private final LiveBoard board;
    private final SiteCache cache;

    ReadyAnswers(LiveBoard board, SiteCache cache) {
        this.board = board;
        this.cache = cache;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Answer> ready = ready(request);
        int way = SentHeaders.way(request);
        SentHeaders headers = ready.map(answer -> answer.sent(way)).orElse(null);
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (headers != null && known == null) {
            headers.addTo(response, true);
            byte[] body = ready.get().body(SentHeaders.isCompressed(way));
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } else if (headers != null && ready.get().tag().equals(known)) {
            headers.addTo(response, false);
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
        } else {
            chain.doFilter(request, response);
            if (known == null) {
                ready(request).ifPresent(answer -> remember(answer, way, response));
            }
        }
    }

    /**
     * A path that has to be decoded may be another one's name; what has a query or a date is for others to read, and so is
     * what a proxy says of the way on which a request came, unless the server has heard it.
     */
    private Optional<Answer> ready(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean isPlain = HttpMethod.GET.matches(request.getMethod())
                && request.getQueryString() == null
                && request.getHeader(HttpHeaders.IF_MODIFIED_SINCE) == null
                && (request.isSecure() || !"https".equals(request.getHeader(PROXY_SAYS)))
                && path.indexOf('%') < 0;
        return isPlain ? board.current().flatMap(now -> cache.ready(path, now)) : Optional.empty();
    }

    /** Only what went out whole, and as this very answer. */
    private static void remember(Answer answer, int way, HttpServletResponse response) {
        @Nullable String encoding = response.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (response.getStatus() == HttpStatus.OK.value()
                && answer.tag().equals(response.getHeader(HttpHeaders.ETAG))
                && SentHeaders.isCompressed(way) == "gzip".equals(encoding)) {
            answer.remember(way, SentHeaders.of(response));
        }
    }
}
