package uk.tocsin.hub.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as it was told to, and remembers what it was asked. */
final class PretendedHub implements AutoCloseable {

    /** A request: its line, its body, and as whom it came. */
    record Asked(String line, String body, String authorization) {}

    private record Prepared(int status, String body) {}

    private final Map<String, Prepared> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    PretendedHub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers a request line such as {@code GET /v1/directory}; everything else is 404. */
    PretendedHub when(String line, int status, String body) {
        answers.put(line, new Prepared(status, body));
        return this;
    }

    List<Asked> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(new Asked(
                    line,
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                    authorization == null ? "" : authorization));
            Prepared prepared = answers.getOrDefault(line, new Prepared(404, "{\"detail\":\"no such thing\"}"));
            byte[] body = prepared.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(prepared.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
