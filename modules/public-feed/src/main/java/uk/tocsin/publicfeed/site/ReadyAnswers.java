package uk.tocsin.publicfeed.site;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Gives again what was given before, with the same headers, on the very thread that has read the request and without ever
 * waiting. On a bad day thousands ask for the same few pages; finding out each time who asks, what for and who answers takes
 * twenty times as long as the answer, and passing it to another thread as long again. Whatever is not plainly the same
 * question goes on its usual way, on a thread that may wait, and what comes of that is remembered here.
 */
final class ReadyAnswers extends Handler.Wrapper {

    private final LiveBoard board;
    private final SiteCache cache;

    ReadyAnswers(LiveBoard board, SiteCache cache) {
        this.board = board;
        this.cache = cache;
    }

    /**
     * Puts it ahead of whatever else {@code server} has by the time it starts. Spring's own handler, which counts requests for
     * a graceful end, comes last of all, and takes a fifth as long as the whole answer.
     */
    void goAheadOfAll(Server server) {
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle starting) {
                if (getHandler() == null) {
                    setHandler(server.getHandler());
                    server.setHandler(ReadyAnswers.this);
                }
            }
        });
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Asked asked = Asked.of(request);
        Answer answer = ready(asked).orElse(null);
        SentHeaders sent = answer == null ? null : answer.sent(asked.way());
        if (answer != null && sent != null && asked.known() == null) {
            sent.addTo(response.getHeaders(), true);
            response.write(true, sent.body(), callback);
        } else if (answer != null && sent != null && asked.knows(answer.tag())) {
            sent.addTo(response.getHeaders(), false);
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            response.write(true, null, callback);
        } else {
            Callback remembering =
                    asked.isPlain() && asked.known() == null ? remembering(asked, response, callback) : callback;
            Executor workers = request.getComponents().getExecutor();
            workers.execute(() -> goOn(request, response, remembering));
        }
        return true;
    }

    private void goOn(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private Optional<Answer> ready(Asked asked) {
        return asked.isPlain() ? board.current().flatMap(now -> cache.ready(asked.path(), now)) : Optional.empty();
    }

    /** Only what went out whole, and as this very answer. */
    private Callback remembering(Asked asked, Response response, Callback callback) {
        return new Callback.Nested(callback) {
            @Override
            public void succeeded() {
                try {
                    if (response.getStatus() == HttpStatus.OK_200) {
                        remember(asked, response.getHeaders());
                    }
                } finally {
                    super.succeeded();
                }
            }
        };
    }

    private void remember(Asked asked, HttpFields headers) {
        boolean isCompressed = SentHeaders.isCompressed(asked.way());
        ready(asked)
                .filter(answer -> answer.tag().equals(headers.get(HttpHeader.ETAG)))
                .filter(answer -> isCompressed == "gzip".equals(headers.get(HttpHeader.CONTENT_ENCODING)))
                .ifPresent(answer -> answer.remember(asked.way(), SentHeaders.of(headers, answer.body(isCompressed))));
    }
}
