package uk.tocsin.partnerfanout.subscription;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import uk.tocsin.contracts.AfterPause;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionKind;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.disclosure.Reader;
import uk.tocsin.partnerfanout.endpoint.Endpoints;
import uk.tocsin.partnerfanout.position.Positions;
import uk.tocsin.partnerfanout.problem.Problems;
import uk.tocsin.partnerfanout.secret.SecretSeal;
import uk.tocsin.partnerfanout.secret.SigningSecret;
import uk.tocsin.partnerfanout.subscription.SubscriptionJson.All;
import uk.tocsin.partnerfanout.subscription.SubscriptionJson.Granted;
import uk.tocsin.partnerfanout.subscription.SubscriptionJson.Standing;
import uk.tocsin.partnerfanout.subscription.SubscriptionJson.Wish;

/** A partner says where its alerts are to be sent, and of what it wants to be told. */
@RestController
@PreAuthorize("hasRole('PARTNER')")
class SubscriptionController {

    private static final String ONE = "/v1/subscriptions/{subscriptionId}";

    private final SubscriptionRegister register;
    private final Positions positions;
    private final Endpoints endpoints;
    private final SecretSeal seal;
    private final EmailConfirmation confirmation;
    private final SubscriptionProperties properties;
    private final Clock clock;

    SubscriptionController(
            SubscriptionRegister register,
            Positions positions,
            Endpoints endpoints,
            SecretSeal seal,
            EmailConfirmation confirmation,
            SubscriptionProperties properties,
            Clock clock) {
        this.register = register;
        this.positions = positions;
        this.endpoints = endpoints;
        this.seal = seal;
        this.confirmation = confirmation;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Subscribes. Deliveries begin with what comes into the inbox from now on; to an email address once somebody who reads it
     * has given the code that is sent there.
     */
    @PostMapping(path = "/v1/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    public Granted subscribe(@AuthenticationPrincipal Reader reader, @RequestBody Wish wish)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (register.ofMember(reader.memberId()).size() >= properties.maxPerMember()) {
            throw Problems.of(
                    HttpStatus.CONFLICT,
                    "This member has " + properties.maxPerMember() + " subscriptions, and may have no more.");
        }
        Subscription.Builder draft = register.draft(reader.memberId())
                .setKind(WishReading.kind(wish.kind()))
                .setFilter(WishReading.filter(wish.filter()));
        String secret = draft.getKind() == SubscriptionKind.WEBHOOK ? newSecret(wish.signature()) : null;
        if (wish.afterPause() != null) {
            draft.setAfterPause(WishReading.afterPause(wish.afterPause()));
        }
        if (secret != null) {
            draft.setSealedSecret(seal.seal(secret, draft.getSubscriptionId()));
        }
        setEndpoint(draft, endpoints.usable(draft.getKind(), wish.endpoint()));
        if (draft.getKind() == SubscriptionKind.EMAIL) {
            confirmation.ask(draft);
        }
        return Granted.of(register.enter(draft.build()), secret);
    }

    /** The member's subscriptions, the oldest first. */
    @GetMapping(path = "/v1/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
    public All all(@AuthenticationPrincipal Reader reader) {
        return new All(register.ofMember(reader.memberId()).stream()
                .map(this::standing)
                .toList());
    }

    /** Shows one, whatever its state; never its secret. */
    @GetMapping(path = ONE, produces = MediaType.APPLICATION_JSON_VALUE)
    public Standing get(@AuthenticationPrincipal Reader reader, @PathVariable("subscriptionId") String id) {
        return standing(register.find(reader.memberId(), id));
    }

    /**
     * Changes the filter, and the endpoint and what is wanted after a pause unless these are left out. What is not yet delivered goes there too, and is held against the new filter; the secret
     * stays. One that was suspended goes on.
     */
    @PutMapping(path = ONE, produces = MediaType.APPLICATION_JSON_VALUE)
    public Standing change(
            @AuthenticationPrincipal Reader reader, @PathVariable("subscriptionId") String id, @RequestBody Wish wish)
            throws InterruptedException, ExecutionException, TimeoutException {
        Subscription before = register.find(reader.memberId(), id);
        if (wish.kind() != null && WishReading.kind(wish.kind()) != before.getKind()) {
            throw Problems.of(HttpStatus.BAD_REQUEST, "kind", "cannot be changed (expected: another subscription)");
        }
        Subscription.Builder changed = Subscription.newBuilder(before).setFilter(WishReading.filter(wish.filter()));
        if (wish.afterPause() != null) {
            changed.setAfterPause(WishReading.afterPause(wish.afterPause()));
        }
        if (wish.endpoint() != null) {
            setEndpoint(changed, endpoints.usable(before.getKind(), wish.endpoint()));
        }
        if (wish.endpoint() != null
                && before.getKind() == SubscriptionKind.EMAIL
                && mustConfirm(before, wish.endpoint())) {
            confirmation.ask(changed);
        } else if (before.getState() == SubscriptionState.SUSPENDED) {
            goOn(changed);
        }
        return standing(register.enter(changed.build()));
    }

    private static boolean mustConfirm(Subscription before, String endpoint) {
        return before.getState() == SubscriptionState.UNCONFIRMED
                || !before.getEndpoint().equals(endpoint);
    }

    /** Takes the code that was sent to an email address. What has come into the inbox meanwhile is delivered then. */
    @PostMapping(path = ONE + "/confirm", produces = MediaType.APPLICATION_JSON_VALUE)
    public Standing confirm(
            @AuthenticationPrincipal Reader reader,
            @PathVariable("subscriptionId") String id,
            @RequestBody SubscriptionJson.Code code)
            throws InterruptedException, ExecutionException, TimeoutException {
        return standing(register.enter(confirmation.confirmed(register.find(reader.memberId(), id), code.code())));
    }

    /** Stops deliveries. What comes meanwhile stays in the inbox. */
    @PostMapping(path = ONE + "/pause", produces = MediaType.APPLICATION_JSON_VALUE)
    public Standing pause(@AuthenticationPrincipal Reader reader, @PathVariable("subscriptionId") String id)
            throws InterruptedException, ExecutionException, TimeoutException {
        return standing(enter(register.confirmed(reader.memberId(), id), SubscriptionState.PAUSED));
    }

    /** Goes on where deliveries were paused or suspended. */
    @PostMapping(path = ONE + "/resume", produces = MediaType.APPLICATION_JSON_VALUE)
    public Standing resume(@AuthenticationPrincipal Reader reader, @PathVariable("subscriptionId") String id)
            throws InterruptedException, ExecutionException, TimeoutException {
        Subscription before = register.confirmed(reader.memberId(), id);
        if (before.getState() == SubscriptionState.ACTIVE) {
            return standing(before);
        }
        return standing(register.enter(goOn(Subscription.newBuilder(before)).build()));
    }

    private Subscription.Builder goOn(Subscription.Builder subscription) {
        boolean latest = subscription.getAfterPause() == AfterPause.LATEST;
        return subscription
                .setState(SubscriptionState.ACTIVE)
                .setReason(null)
                .setLatestBefore(latest ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : null);
    }

    /** Makes a new secret. For a while messages bear the signatures of both, so that no receiver need hurry. */
    @PostMapping(path = ONE + "/secret", produces = MediaType.APPLICATION_JSON_VALUE)
    public Granted rotate(@AuthenticationPrincipal Reader reader, @PathVariable("subscriptionId") String id)
            throws InterruptedException, ExecutionException, TimeoutException {
        Subscription before = register.find(reader.memberId(), id);
        if (before.getKind() != SubscriptionKind.WEBHOOK) {
            throw Problems.of(HttpStatus.CONFLICT, "Nothing is signed for this kind of subscription.");
        }
        boolean key =
                SigningSecret.publicKey(seal.open(before.getSealedSecret(), id)).isPresent();
        String secret = key ? SigningSecret.newKey() : seal.newSecret();
        Subscription rotated = Subscription.newBuilder(before)
                .setPreviousSecret(before.getSealedSecret())
                .setPreviousSecretUntil(
                        clock.instant().plus(properties.secretOverlap()).truncatedTo(ChronoUnit.MILLIS))
                .setSealedSecret(seal.seal(secret, id))
                .build();
        return Granted.of(register.enter(rotated), secret);
    }

    /** Ends it. What is not delivered by then stays in the inbox. */
    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void delete(@AuthenticationPrincipal Reader reader, @PathVariable("subscriptionId") String id)
            throws InterruptedException, ExecutionException, TimeoutException {
        var unused = enter(register.find(reader.memberId(), id), SubscriptionState.DELETED);
    }

    private String newSecret(@Nullable String signature) {
        if (signature == null || signature.equals("hmac-sha256")) {
            return seal.newSecret();
        }
        if (signature.equals("ed25519")) {
            return SigningSecret.newKey();
        }
        throw Problems.of(HttpStatus.BAD_REQUEST, "signature", signature + " (expected: hmac-sha256 or ed25519)");
    }

    /** The address of a chat is its secret, and is kept as one. */
    private void setEndpoint(Subscription.Builder subscription, String endpoint) {
        if (subscription.getKind() == SubscriptionKind.WEBHOOK) {
            subscription.setEndpoint(endpoint);
        } else if (subscription.getKind() == SubscriptionKind.EMAIL) {
            subscription.setEndpoint(endpoint).setSealedSecret("");
        } else {
            subscription
                    .setEndpoint(Endpoints.shown(endpoint))
                    .setSealedSecret(seal.seal(endpoint, subscription.getSubscriptionId()));
        }
    }

    private Subscription enter(Subscription before, SubscriptionState state)
            throws InterruptedException, ExecutionException, TimeoutException {
        return register.enter(
                Subscription.newBuilder(before).setState(state).setReason(null).build());
    }

    private Standing standing(Subscription subscription) {
        return Standing.of(subscription, positions.backlog(subscription).orElse(null));
    }
}
