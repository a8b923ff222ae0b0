package uk.tocsin.partnerfanout.endpoint;

import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import uk.tocsin.contracts.SubscriptionKind;
import uk.tocsin.partnerfanout.problem.Problems;

/** Refuses at once the endpoints that no attempt could reach. */
public final class Endpoints {

    private static final String FIELD = "endpoint";

    private final WebhookSender sender;
    private final Mailer mailer;
    private final WebhookProperties properties;

    Endpoints(WebhookSender sender, Mailer mailer, WebhookProperties properties) {
        this.sender = sender;
        this.mailer = mailer;
        this.properties = properties;
    }

    /**
     * The endpoint as it is kept.
     *
     * @throws org.springframework.web.ErrorResponseException 400 when it is not usable for that kind
     */
    public String usable(SubscriptionKind kind, @Nullable String endpoint) throws InterruptedException {
        if (endpoint == null) {
            throw Problems.of(HttpStatus.BAD_REQUEST, FIELD, "missing (expected: where alerts are to go)");
        }
        if (kind == SubscriptionKind.EMAIL) {
            mailer.problem(endpoint).ifPresent(Endpoints::refuse);
            return endpoint;
        }
        Endpoint.problem(endpoint, properties.allowPlainHttp()).ifPresent(Endpoints::refuse);
        reach(URI.create(endpoint).getHost());
        return endpoint;
    }

    /** What is shown of the address of a chat, which is a secret: only where it leads. */
    public static String shown(String endpoint) {
        URI address = URI.create(endpoint);
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + "/...";
    }

    /** Says at once what every attempt would come up against. Why exactly is not told: it would map the hub's network. */
    private void reach(String host) throws InterruptedException {
        try {
            sender.find(host).get(properties.totalTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            refuse("not usable (expected: a host with an address on the public internet)");
        }
    }

    private static void refuse(String problem) {
        throw Problems.of(HttpStatus.BAD_REQUEST, FIELD, problem);
    }
}
