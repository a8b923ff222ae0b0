package uk.tocsin.hub.journeys;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.Role;

/** A partner's endpoint, which checks signatures with the published library of Standard Webhooks. */
final class WebhookEndpoint implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One message whose signature holds. */
    record Received(String id, JsonNode body, int status) {

        String subject() {
            return body.path("data").path("subjectId").asString("");
        }

        int revision() {
            return body.path("data").path("revision").asInt();
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Function<Received, Integer> answer = message -> 204;
    private volatile String secret = "";
    private volatile String subscription = "";

    WebhookEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/hook", this::receive);
        server.start();
    }

    /** Decides the status of each answer; it may wait. */
    void answers(Function<Received, Integer> decision) {
        answer = decision;
    }

    /** Subscribes this endpoint for a member. */
    void subscribe(Caller member) {
        subscribe(member, "{}");
    }

    /** Subscribes it for what a filter asks for. */
    void subscribe(Caller member, String filter) {
        Caller.Answer granted =
                member.post("/v1/subscriptions", "{\"endpoint\":\"" + address() + "\",\"filter\":" + filter + "}");
        if (granted.status() != 201) {
            throw new IllegalStateException(granted.text());
        }
        secret = granted.json().path("secret").asString();
        subscription = granted.json().path("subscriptionId").asString();
    }

    void subscribe(Hub hub, String member) {
        subscribe(hub.as(member, Role.PARTNER));
    }

    String subscription() {
        return subscription;
    }

    /** The path of its subscription. */
    String path() {
        return "/v1/subscriptions/" + subscription;
    }

    /** The secret that this receiver knows. */
    String secret() {
        return secret;
    }

    void secret(String known) {
        secret = known;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    /** Everything whose signature held, in the order of arrival. */
    List<Received> received() {
        return List.copyOf(received);
    }

    /** What was answered with a success. */
    List<Received> taken() {
        return received.stream()
                .filter(message -> message.status() >= 200 && message.status() <= 299)
                .toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        int status = 401;
        try {
            new Webhook(secret).verify(body, HttpHeaders.of(headers, (name, value) -> true));
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            var message = new Received(id, JSON.readTree(body), 0);
            status = answer.apply(message);
            received.add(new Received(id, message.body(), status));
        } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
            status = 401;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
