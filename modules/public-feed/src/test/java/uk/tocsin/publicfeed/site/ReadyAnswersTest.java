package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpTester;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.tocsin.contracts.EventKind;

/** What is given again, and what goes all the way; the way is a handler that counts who comes. */
class ReadyAnswersTest {

    private static final String PATH = "/incidents/" + Notices.INCIDENT;
    private static final String HELD = "/held";

    private final LiveBoard board = new LiveBoard();
    private final AtomicInteger wentAllTheWay = new AtomicInteger();
    private final AtomicInteger cameBack = new AtomicInteger();
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Server server = new Server();
    private final LocalConnector local = new LocalConnector(server);
    private final ServerConnector network = new ServerConnector(server, 1, 1);
    private Instant now = Notices.NOW;
    private final SiteCache cache = new SiteCache(Notices.site(), Notices.PROPERTIES, new Clock() {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @BeforeEach
    void start() throws Exception {
        board.show(NoticeBoard.EMPTY.with(List.of(Notices.incident(1, EventKind.DECLARED, "text"))));
        new ReadyAnswers(board, cache).goAheadOfAll(server);
        server.setHandler(new Way());
        network.setHost("127.0.0.1");
        server.addConnector(local);
        server.addConnector(network);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        released.countDown();
        server.stop();
    }

    @Test
    void secondWhoAsksIsGivenTheSameWithoutGoingAllTheWay() throws Exception {
        HttpTester.Response first = get(PATH);
        HttpTester.Response again = get(PATH);

        assertThat(wentAllTheWay).hasValue(1);
        assertThat(again.getStatus()).isEqualTo(200);
        assertThat(again.getContentBytes()).isEqualTo(first.getContentBytes()).isNotEmpty();
        assertThat(again.get("X-Of-The-Way")).isEqualTo("said");
        assertThat(again.getField(HttpHeader.CONTENT_TYPE)).isEqualTo(first.getField(HttpHeader.CONTENT_TYPE));
        assertThat(again.getLongField(HttpHeader.CONTENT_LENGTH)).isEqualTo(again.getContentBytes().length);
    }

    /** Once a star, which stands for any copy, was answered as if the asker had none. */
    @Test
    void whoHasItIsToldSoByTagOrByStar() throws Exception {
        String tag = get(PATH).get(HttpHeader.ETAG);

        for (String known : List.of(tag, "*")) {
            HttpTester.Response answer = get(PATH, "If-None-Match: " + known);
            assertThat(answer.getStatus()).as(known).isEqualTo(304);
            assertThat(answer.getContentBytes()).isNullOrEmpty();
            assertThat(answer.get(HttpHeader.ETAG)).isEqualTo(tag);
            assertThat(answer.get("X-Of-The-Way")).isEqualTo("said");
            assertThat(answer.get(HttpHeader.CONTENT_TYPE)).isNull();
        }
        assertThat(wentAllTheWay).hasValue(1);
    }

    @Test
    void compressedAndPlainAreRememberedApart() throws Exception {
        get(PATH);
        HttpTester.Response compressed = get(PATH, "Accept-Encoding: gzip, br");
        HttpTester.Response again = get(PATH, "Accept-Encoding: gzip, br");

        assertThat(wentAllTheWay).hasValue(2);
        assertThat(again.get(HttpHeader.CONTENT_ENCODING)).isEqualTo("gzip");
        assertThat(again.getContentBytes()).isEqualTo(compressed.getContentBytes());
        assertThat(get(PATH).get(HttpHeader.CONTENT_ENCODING)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-None-Match: \"other\"",
                "If-None-Match: \"other\", \"another\"",
                "If-Modified-Since: Thu, 18 Jan 2024 14:05:00 GMT",
                "Authorization: Bearer nonsense",
                "X-Forwarded-Proto: https"
            })
    void whoSaysMoreGoesAllTheWayEachTime(String header) throws Exception {
        get(PATH);
        get(PATH, header);
        get(PATH, header);

        assertThat(wentAllTheWay).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "?council=dover", ";x=1"})
    void otherAddressThanThePlainPathGoesAllTheWay(String more) throws Exception {
        get(PATH);
        get(PATH + more);
        get(PATH + more);

        assertThat(wentAllTheWay).hasValue(3);
    }

    @Test
    void otherMethodGoesAllTheWay() throws Exception {
        get(PATH);
        raw("POST " + PATH, "Content-Length: 0");

        assertThat(wentAllTheWay).hasValue(2);
    }

    /** What somebody was given who showed credentials is never kept for others. */
    @Test
    void answerToCredentialsIsNotRemembered() throws Exception {
        get(PATH, "Authorization: Bearer nonsense");
        get(PATH);

        assertThat(wentAllTheWay).hasValue(2);
    }

    @Test
    void whatIsNotTrueAnyMoreIsNotGivenAgain() throws Exception {
        get(PATH);
        now = now.plus(Notices.PROPERTIES.cacheFor());
        get(PATH);
        assertThat(wentAllTheWay).hasValue(2);

        board.show(board.current().orElseThrow().with(List.of(Notices.incident(2, EventKind.UPDATED, "more"))));
        get(PATH);
        assertThat(wentAllTheWay).hasValue(3);
    }

    @Test
    void whatTheWayRefusesIsRefusedEachTimeAndWhatItDropsIsAnError() throws Exception {
        assertThat(get("/incidents/nothing").getStatus()).isEqualTo(404);
        assertThat(get("/incidents/nothing").getStatus()).isEqualTo(404);
        assertThat(wentAllTheWay).hasValue(2);
        assertThat(get("/unheard").getStatus()).isEqualTo(404);
        assertThat(get("/broken").getStatus()).isEqualTo(500);
    }

    /** One thread reads all requests here: were it to wait for one, nobody would be answered. */
    @Test
    void pageThatTakesItsTimeHoldsUpNobody() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + network.getLocalPort());
        HttpClient http = HttpClient.newHttpClient();
        CompletableFuture<HttpResponse<String>> held = http.sendAsync(
                HttpRequest.newBuilder(address.resolve(HELD)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = http.sendAsync(
                            HttpRequest.newBuilder(address.resolve(PATH)).build(), HttpResponse.BodyHandlers.ofString())
                    .get(30, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        assertThat(held).isNotDone();
        released.countDown();
        assertThat(held.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(wentAllTheWay).hasValue(2);
    }

    private HttpTester.Response get(String target, String... headers) throws Exception {
        return raw("GET " + target, headers);
    }

    private HttpTester.Response raw(String call, String... headers) throws Exception {
        String request = call + " HTTP/1.1\r\nHost: notices.example\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
        ByteBuffer answer =
                local.getResponse(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)), 30, TimeUnit.SECONDS);
        // What the asker has been sent may be remembered a moment later.
        await().atMost(Duration.ofSeconds(30)).until(() -> cameBack.get() == wentAllTheWay.get());
        return HttpTester.parseResponse(answer);
    }

    /** Everything else that a site has: makes the answer as the site does, and adds a header of its own. */
    private final class Way extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String path = request.getHttpURI().getPath();
            wentAllTheWay.incrementAndGet();
            if (path.equals("/unheard") || path.equals("/broken")) {
                cameBack.incrementAndGet();
                if (path.equals("/broken")) {
                    throw new IllegalStateException("example");
                }
                return false;
            }
            if (path.equals(HELD)) {
                waiting.countDown();
                assertThat(released.await(30, TimeUnit.SECONDS)).isTrue();
                cameBack.incrementAndGet();
                callback.succeeded();
                return true;
            }
            Answer answer = cache.answer(path, Filter.NONE, board.current().orElseThrow());
            boolean gzip = SentHeaders.acceptsGzip(request.getHeaders().get(HttpHeader.ACCEPT_ENCODING));
            response.setStatus(answer.document().status());
            response.getHeaders().put(HttpHeader.ETAG, answer.tag()).put("X-Of-The-Way", "said");
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.document().type());
            if (gzip) {
                response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
            }
            response.write(
                    true, ByteBuffer.wrap(answer.body(gzip)), Callback.from(callback, cameBack::incrementAndGet));
            return true;
        }
    }
}
