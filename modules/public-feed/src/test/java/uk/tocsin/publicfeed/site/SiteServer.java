package uk.tocsin.publicfeed.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.tocsin.publicfeed.email.EmailExamples;

/** The site on a port of its own, for a browser: pages as they are made, under the policy that the hub sends. */
final class SiteServer implements AutoCloseable {

    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'";

    private final HttpServer server;
    private final NoticeBoard board;
    private final Instant now;
    private final Site site;
    private final Map<String, String> email;

    SiteServer(NoticeBoard board, Instant now) throws IOException {
        this.board = board;
        this.now = now;
        this.site = Site.live(Notices.withEmail());
        LiveBoard live = new LiveBoard();
        live.show(board);
        this.email = EmailExamples.pages(new PublicPages(live, Notices.withEmail()));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            Optional<Document> resource = resource(uri.getPath());
            Document document = resource.isPresent() ? resource.get() : page(uri);
            exchange.getResponseHeaders().set("Content-Type", document.type());
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.sendResponseHeaders(document.status(), document.body().length);
            exchange.getResponseBody().write(document.body());
        }
    }

    private Document page(URI uri) {
        String page = email.get(uri.getPath());
        return page != null
                ? Document.page(200, page)
                : site.at(uri.getPath(), filter(uri.getRawQuery()), board, now).orElseGet(() -> site.notFound(board));
    }

    private static Filter filter(String query) {
        if (query == null) {
            return Filter.NONE;
        }
        Map<String, String> fields = Arrays.stream(query.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        return new Filter(
                fields.getOrDefault("council", ""),
                fields.getOrDefault("region", ""),
                fields.getOrDefault("service", ""));
    }

    private static Optional<Document> resource(String path) throws IOException {
        String type = path.endsWith(".css") ? "text/css" : path.endsWith(".js") ? "text/javascript" : "image/svg+xml";
        String name = path.startsWith("/public-feed/")
                ? "static" + path
                : "META-INF/resources" + path.replace("/govuk-frontend/", "/govuk-frontend/5.14.0/");
        if (!path.startsWith("/public-feed/") && !path.startsWith("/webjars/")) {
            return Optional.empty();
        }
        try (InputStream in = SiteServer.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(Document.of(type, in.readAllBytes()));
        }
    }
}
