package uk.tocsin.kafka.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A registry in this JVM: it keeps schemas by id, remembers what it was asked, and answers out of turn when told to. */
final class FakeRegistry implements AutoCloseable {

    /** What to answer instead of the truth. */
    record Canned(int status, String body) {}

    /** What was asked. */
    record Asked(String method, String path, @Nullable String authorization, String body) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    static {
        // Without this the JDK's server waits 40 ms for an acknowledgement between the headers and the body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> schemas = new ArrayList<>();
    private final Queue<Canned> canned = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    FakeRegistry() {
        this(plain());
    }

    FakeRegistry(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private static HttpServer plain() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Takes in a schema as if somebody had registered it, and gives its id. */
    synchronized int hold(String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    void answerNext(int status, String body) {
        canned.add(new Canned(status, body));
    }

    void failNext(int status, int errorCode, String message) {
        answerNext(status, "{\"error_code\":" + errorCode + ",\"message\":\"" + message + "\"}");
    }

    List<Asked> asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var path = exchange.getRequestURI().toString();
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(new Asked(exchange.getRequestMethod(), path, authorization, body));
            var instead = canned.poll();
            var answer = instead == null ? answer(exchange.getRequestMethod(), path, body) : instead;
            var bytes = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Canned answer(String method, String path, String body) {
        if (path.startsWith("/schemas/ids/")) {
            var id = Integer.parseInt(path.substring("/schemas/ids/".length()));
            return id > schemas.size() ? new Canned(404, "{\"error_code\":40403,\"message\":\"no schema\"}") : held(id);
        }
        if (path.startsWith("/subjects/") && method.equals("POST")) {
            var schema = JSON.readTree(body).path("schema").asString();
            return path.endsWith("/versions") || schemas.contains(schema)
                    ? new Canned(200, "{\"id\":" + hold(schema) + "}")
                    : new Canned(404, "{\"error_code\":40403,\"message\":\"no schema\"}");
        }
        return new Canned(404, "{\"error_code\":404,\"message\":\"no such path\"}");
    }

    private Canned held(int id) {
        return new Canned(200, JSON.writeValueAsString(JSON.createObjectNode().put("schema", schemas.get(id - 1))));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
