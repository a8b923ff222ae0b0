package uk.tocsin.hub.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpTester;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server refuses by itself is told in the form of all refusals. */
class ServerProblemsTest {

    private final AtomicInteger came = new AtomicInteger();
    private final Server server = new Server();
    private final LocalConnector local = new LocalConnector(server);

    @BeforeEach
    void start() throws Exception {
        server.addConnector(local);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                came.incrementAndGet();
                callback.succeeded();
                return true;
            }
        });
        ProblemConfiguration.refuse(server);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    /** Once, only GET, HEAD and POST were told why. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void everyMethodIsToldWhyItIsRefused(String method) throws Exception {
        refused(ask(method + " //v1/inbox HTTP/1.1\r\nHost: tocsin\r\n"), 400, "cannot be read");
        refused(ask(method + " /v1/inbox HTTP/1.1\r\n"), 400, "cannot be read");
        refused(
                ask(method + " /v1/inbox HTTP/1.1\r\nHost: tocsin\r\nX-Long: " + "x".repeat(10_000) + "\r\n"),
                431,
                "headers are too large");
        assertThat(came).hasValue(0);
    }

    /** Once, anybody could keep a processor busy for ever with a few bytes: the beginning of something compressed. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "br", "identity, gzip", "gzip\r\nContent-Encoding: identity"})
    void bodyThatIsCompressedIsRefusedUnread(String encoding) throws Exception {
        HttpTester.Response answer = ask(
                "PUT /v1/x HTTP/1.1\r\nHost: tocsin\r\nContent-Length: 0\r\nContent-Encoding: " + encoding + "\r\n");

        refused(answer, 415, "compressed");
        assertThat(came).hasValue(0);
    }

    @Test
    void bodyThatIsAsItIsComesThrough() throws Exception {
        ask("PUT /v1/x HTTP/1.1\r\nHost: tocsin\r\nContent-Length: 0\r\nContent-Encoding: identity\r\n");
        ask("PUT /v1/x HTTP/1.1\r\nHost: tocsin\r\nContent-Length: 0\r\n");

        assertThat(came).hasValue(2);
    }

    private HttpTester.Response ask(String head) throws Exception {
        return HttpTester.parseResponse(local.getResponse(head + "Connection: close\r\n\r\n"));
    }

    private static void refused(HttpTester.Response answer, int status, String detail) {
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.get(HttpHeader.CONTENT_TYPE)).isEqualTo("application/problem+json");
        assertThat(answer.get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.get(HttpHeader.CACHE_CONTROL)).contains("no-store");
        assertThat(answer.getContent()).contains(detail).contains("\"status\":" + status);
    }
}
