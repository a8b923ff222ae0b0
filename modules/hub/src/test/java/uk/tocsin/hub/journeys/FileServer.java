package uk.tocsin.hub.journeys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A web server that knows nothing but files and the index of a folder, as any does. */
final class FileServer implements AutoCloseable {

    private final HttpServer server;
    private final Path root;

    FileServer(Path root) throws IOException {
        this.root = root;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = root.resolve(exchange.getRequestURI().getPath().substring(1));
            Path found = Files.isDirectory(file) ? file.resolve("index.html") : file;
            boolean isThere = Files.isRegularFile(found);
            byte[] body = isThere ? Files.readAllBytes(found) : "not found".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isThere ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
