package uk.tocsin.hub.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/** What the server refuses before any of ours sees it, such as an address that it cannot take apart. */
final class ServerProblems extends ErrorHandler {

    /** Whatever was asked: the server would tell GET, HEAD and POST alone. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemJson.TYPE);
        response.getHeaders().put(ProblemJson.GUESSING, ProblemJson.NO_GUESSING);
        response.write(true, problem(code), callback);
    }

    private static ByteBuffer problem(int code) {
        HttpStatusCode status = HttpStatusCode.valueOf(code);
        return ByteBuffer.wrap(ProblemJson.of(status, ProblemWords.of(status)).getBytes(UTF_8));
    }
}
