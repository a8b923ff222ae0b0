package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** A partner's endpoint: checks each signature with the public library for it, and hands on what is genuine. */
final class WebhookReceiver implements AutoCloseable {

    private final Caller partner;
    private final BiConsumer<String, String> sink;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpServer server;
    private final String secret;
    private final String path;

    /**
     * Subscribes.
     *
     * @param sink takes each delivery's id and body
     */
    WebhookReceiver(Caller partner, BiConsumer<String, String> sink) throws IOException {
        this.partner = partner;
        this.sink = sink;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/hook", this::receive);
        server.start();
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        Caller.Answer answer = partner.post("/v1/subscriptions", "{\"endpoint\":\"" + endpoint + "\"}");
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        secret = answer.json().path("secret").asString();
        path = "/v1/subscriptions/" + answer.json().path("subscriptionId").asString();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        int status = 204;
        try {
            new Webhook(secret).verify(body, HttpHeaders.of(headers, (name, value) -> true));
            sink.accept(exchange.getRequestHeaders().getFirst("webhook-id"), body);
        } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
            status = 400;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** Ends the subscription before the endpoint goes. */
    @Override
    public void close() {
        partner.send("DELETE", path, "");
        server.stop(0);
        threads.shutdownNow();
    }
}
