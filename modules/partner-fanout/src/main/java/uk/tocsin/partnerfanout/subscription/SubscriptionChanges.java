package uk.tocsin.partnerfanout.subscription;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import uk.tocsin.contracts.AfterPause;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionKind;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.partnerfanout.endpoint.Endpoints;
import uk.tocsin.partnerfanout.problem.Problems;
import uk.tocsin.partnerfanout.secret.SecretSeal;
import uk.tocsin.partnerfanout.secret.SigningSecret;
import uk.tocsin.partnerfanout.subscription.SubscriptionJson.Wish;

/**
 * Makes of what a member asks for the subscription that is to be entered, with its secrets sealed. It enters nothing; an address
 * that nobody has confirmed is sent a code.
 */
final class SubscriptionChanges {

    /**
     * A subscription to be entered.
     *
     * @param secret to be shown once, or null where nothing is signed
     */
    record Made(Subscription subscription, @Nullable String secret) {}

    private final Endpoints endpoints;
    private final SecretSeal seal;
    private final EmailConfirmation confirmation;
    private final SubscriptionProperties properties;
    private final Clock clock;

    SubscriptionChanges(
            Endpoints endpoints,
            SecretSeal seal,
            EmailConfirmation confirmation,
            SubscriptionProperties properties,
            Clock clock) {
        this.endpoints = endpoints;
        this.seal = seal;
        this.confirmation = confirmation;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A new one as it is wished for.
     *
     * @throws org.springframework.web.ErrorResponseException 400 for what cannot be, and what {@link EmailConfirmation#ask} says
     */
    Made made(Subscription.Builder draft, Wish wish) throws InterruptedException, ExecutionException, TimeoutException {
        draft.setKind(WishReading.kind(wish.kind())).setFilter(WishReading.filter(wish.filter()));
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
        return new Made(draft.build(), secret);
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

    /**
     * One with another filter, and with another endpoint and another wish for what comes after a pause unless these are left out.
     * One that was suspended goes on, unless its address is to be confirmed.
     *
     * @throws org.springframework.web.ErrorResponseException as {@link #made}
     */
    Subscription changed(Subscription before, Wish wish)
            throws InterruptedException, ExecutionException, TimeoutException {
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
        return changed.build();
    }

    private static boolean mustConfirm(Subscription before, String endpoint) {
        return before.getState() == SubscriptionState.UNCONFIRMED
                || !before.getEndpoint().equals(endpoint);
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

    /** One whose address has been confirmed by its code; see {@link EmailConfirmation#confirmed}. */
    Subscription confirmed(Subscription before, @Nullable String code) {
        return confirmation.confirmed(before, code);
    }

    /** One that goes on where deliveries were paused or suspended. */
    Subscription resumed(Subscription before) {
        return goOn(Subscription.newBuilder(before)).build();
    }

    private Subscription.Builder goOn(Subscription.Builder subscription) {
        boolean latest = subscription.getAfterPause() == AfterPause.LATEST;
        return subscription
                .setState(SubscriptionState.ACTIVE)
                .setReason(null)
                .setLatestBefore(latest ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : null);
    }

    /**
     * One with a new secret of the same make; the old one counts for a while, too.
     *
     * @throws org.springframework.web.ErrorResponseException 409 when nothing is signed for it
     */
    Made rotated(Subscription before) {
        if (before.getKind() != SubscriptionKind.WEBHOOK) {
            throw Problems.of(HttpStatus.CONFLICT, "Nothing is signed for this kind of subscription.");
        }
        String id = before.getSubscriptionId();
        boolean key =
                SigningSecret.publicKey(seal.open(before.getSealedSecret(), id)).isPresent();
        String secret = key ? SigningSecret.newKey() : seal.newSecret();
        Subscription rotated = Subscription.newBuilder(before)
                .setPreviousSecret(before.getSealedSecret())
                .setPreviousSecretUntil(
                        clock.instant().plus(properties.secretOverlap()).truncatedTo(ChronoUnit.MILLIS))
                .setSealedSecret(seal.seal(secret, id))
                .build();
        return new Made(rotated, secret);
    }
}
