package uk.tocsin.hub.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses a body that is compressed (415; RFC 9110, 15.5.16), before anything reads it. The server that compresses answers
 * would unpack requests as well, of anybody and before it is known who asks; one that ends too early keeps a thread of it
 * busy for ever.
 */
final class PlainBodies extends Handler.Wrapper {

    private static final String AS_IT_IS = "identity";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean isPlain = request.getHeaders().getCSV(HttpHeader.CONTENT_ENCODING, false).stream()
                .allMatch(AS_IT_IS::equalsIgnoreCase);
        if (isPlain) {
            return super.handle(request, response, callback);
        }
        Response.writeError(request, response, callback, HttpStatus.UNSUPPORTED_MEDIA_TYPE_415);
        return true;
    }
}
