package uk.tocsin.partnerfanout;

import java.net.URI;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import uk.tocsin.disclosure.Reader;

/** A partner says where its alerts are to be sent. A member has one subscription, which a second PUT replaces. */
@RestController
class SubscriptionController {

    private final SubscriptionRegister register;
    private final WebhookSender sender;
    private final WebhookProperties properties;

    SubscriptionController(SubscriptionRegister register, WebhookSender sender, WebhookProperties properties) {
        this.register = register;
        this.sender = sender;
        this.properties = properties;
    }

    /** What a member asks for. */
    record Wish(@Nullable String endpoint) {}

    /**
     * What it gets.
     *
     * @param secret shown here and never again; it verifies the signatures
     */
    record Granted(String subscriptionId, String endpoint, String secret, Instant createdAt) {}

    /** Subscribes, or changes the endpoint. There is a new secret each time; what is not yet delivered goes there too. */
    @PutMapping(path = "/v1/subscription", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('PARTNER')")
    public Granted put(@AuthenticationPrincipal Reader reader, @RequestBody Wish wish)
            throws InterruptedException, ExecutionException, TimeoutException {
        String endpoint = wish.endpoint();
        if (endpoint == null) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "endpoint", "missing (expected: an https:// address)");
        }
        Endpoint.problem(endpoint, properties.allowPlainHttp()).ifPresent(SubscriptionController::refuse);
        reach(URI.create(endpoint).getHost());
        return register.subscribe(reader.memberId(), endpoint);
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
        throw Problems.of(HttpStatus.BAD_REQUEST, "endpoint", problem);
    }

    /** Ends the subscription. What is not delivered by then stays in the inbox. */
    @DeleteMapping("/v1/subscription")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('PARTNER')")
    public void delete(@AuthenticationPrincipal Reader reader)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!register.unsubscribe(reader.memberId())) {
            throw Problems.of(HttpStatus.NOT_FOUND, "This member has no subscription.");
        }
    }
}
