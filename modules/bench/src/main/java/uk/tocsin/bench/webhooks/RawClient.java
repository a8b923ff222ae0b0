package uk.tocsin.bench.webhooks;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * The fastest client that we know of, Vert.x, which does nothing but sign a body and post it: it reads no topic, keeps no
 * order, writes no record, and forgets what fails.
 */
final class RawClient {

    private static final int IN_FLIGHT = 64;
    private static final String BODY = "{\"example\":\"" + "an alert of about the length of ours ".repeat(40) + "\"}";

    private final HttpClientAgent client;
    private final Webhook signer;
    private final List<String> endpoints;
    private int next;

    private RawClient(HttpClientAgent client, Webhook signer, List<String> endpoints) {
        this.client = client;
        this.signer = signer;
        this.endpoints = endpoints;
    }

    /** Posts to the endpoints that are named, in turn, until the input ends. */
    public static void main(String[] arguments) throws IOException, EmptyWebhookSecretException {
        Vertx vertx = Vertx.vertx();
        HttpClientAgent client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(IN_FLIGHT));
        Webhook signer = new Webhook("whsec_" + Base64.getEncoder().encodeToString(new byte[32]));
        RawClient raw = new RawClient(client, signer, List.of(arguments));
        vertx.runOnContext(begin -> {
            for (int lane = 0; lane < IN_FLIGHT; lane++) {
                raw.post();
            }
        });
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        System.exit(0);
    }

    /** On the client's one thread: each answer lets the next go. */
    private void post() {
        String endpoint = endpoints.get(next++ % endpoints.size());
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(endpoint);
        client.request(options).compose(this::send).onComplete(answer -> post());
    }

    private io.vertx.core.Future<Buffer> send(HttpClientRequest request) {
        String id = UUID.randomUUID().toString();
        long now = Instant.now().getEpochSecond();
        request.putHeader("webhook-id", id);
        request.putHeader("webhook-timestamp", Long.toString(now));
        request.putHeader("webhook-signature", signature(id, now));
        request.putHeader("content-type", "application/json");
        return request.send(Buffer.buffer(BODY.getBytes(StandardCharsets.UTF_8)))
                .compose(HttpClientResponse::body);
    }

    private String signature(String id, long now) {
        try {
            return signer.sign(id, now, BODY);
        } catch (com.standardwebhooks.exceptions.WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }
}
