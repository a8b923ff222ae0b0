package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The incoming webhook of a chat, which takes whatever is posted to an address that only the member knows. */
final class ChatReceiver implements AutoCloseable {

    static final String SECRET_PATH = "/services/secret-path";

    private final Caller partner;
    private final HttpServer server;
    private final Caller.Answer granted;

    /** Subscribes; {@code sink} takes each body. */
    ChatReceiver(Caller partner, String kind, Consumer<String> sink) throws IOException {
        this.partner = partner;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(SECRET_PATH, exchange -> {
            sink.accept(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort() + SECRET_PATH;
        granted = partner.post("/v1/subscriptions", "{\"kind\":\"" + kind + "\",\"endpoint\":\"" + endpoint + "\"}");
        assertThat(granted.status()).as(granted.text()).isEqualTo(201);
    }

    /** What the hub said to the subscription. */
    Caller.Answer granted() {
        return granted;
    }

    String path() {
        return "/v1/subscriptions/" + granted.json().path("subscriptionId").asString();
    }

    @Override
    public void close() {
        partner.send("DELETE", path(), "");
        server.stop(0);
    }
}
