package uk.tocsin.partnerfanout;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.disclosure.Reader;

/** A partner says where its alerts are to be sent. A member has one subscription, which a second PUT replaces. */
@RestController
class SubscriptionController {

    private final SubscriptionRegister register;
    private final Positions positions;
    private final WebhookSender sender;
    private final WebhookProperties properties;

    SubscriptionController(
            SubscriptionRegister register, Positions positions, WebhookSender sender, WebhookProperties properties) {
        this.register = register;
        this.positions = positions;
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

    /**
     * How a subscription stands.
     *
     * @param reason why it is suspended, absent otherwise
     * @param backlog how many records of the inbox it has not finished; absent when that cannot be told now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Standing(
            String subscriptionId,
            String endpoint,
            String state,
            @Nullable String reason,
            @Nullable Long backlog,
            Instant createdAt) {}

    /** Shows the subscription, whatever its state; never its secret. */
    @GetMapping(path = "/v1/subscription", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('PARTNER')")
    public Standing get(@AuthenticationPrincipal Reader reader) {
        return standing(register.ofMember(reader.memberId()).orElseThrow(SubscriptionController::none));
    }

    /** Stops deliveries. What comes meanwhile stays in the inbox. */
    @PostMapping(path = "/v1/subscription/pause", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('PARTNER')")
    public Standing pause(@AuthenticationPrincipal Reader reader)
            throws InterruptedException, ExecutionException, TimeoutException {
        return standing(
                register.change(reader.memberId(), SubscriptionState.PAUSED).orElseThrow(SubscriptionController::none));
    }

    /** Goes on where deliveries were paused or suspended, with the same secret. */
    @PostMapping(path = "/v1/subscription/resume", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('PARTNER')")
    public Standing resume(@AuthenticationPrincipal Reader reader)
            throws InterruptedException, ExecutionException, TimeoutException {
        return standing(
                register.change(reader.memberId(), SubscriptionState.ACTIVE).orElseThrow(SubscriptionController::none));
    }

    private Standing standing(Subscription subscription) {
        return new Standing(
                subscription.getSubscriptionId(),
                subscription.getEndpoint(),
                InboxJson.written(subscription.getState()),
                subscription.getReason(),
                positions.backlog(subscription).orElse(null),
                subscription.getCreatedAt());
    }

    private static ErrorResponseException none() {
        return Problems.of(HttpStatus.NOT_FOUND, "This member has no subscription.");
    }

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
            throw none();
        }
    }
}
