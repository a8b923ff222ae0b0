package uk.tocsin.partnerfanout.endpoint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.beans.factory.DisposableBean;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionKind;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.secret.SecretSeal;
import uk.tocsin.partnerfanout.secret.SigningSecret;

/**
 * Writes, signs and sends a record. Threads of its own do it, as an ed25519 signature takes longer than all else. An alert
 * that many subscriptions get is written once, and a secret is unsealed once.
 */
final class Webhooks implements DisposableBean {

    private static final int THREADS = 2;
    private static final int MOST_SECRETS = 1_000;

    /** A sealed secret opens for its own subscription and no other, here as well. */
    private record Sealed(String subscriptionId, String text) {}

    private final SecretSeal seal;
    private final WebhookSender sender;
    private final Clock clock;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "tocsin-sign"));
    private final Cache<Sealed, SigningSecret> secrets = Caffeine.newBuilder()
            .maximumSize(MOST_SECRETS)
            .executor(Runnable::run)
            .build();
    /** Of each contract that somebody still holds: all who deliver the same alert hold the same object. */
    private final Cache<SpecificRecord, WebhookContent> contents =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    Webhooks(SecretSeal seal, WebhookSender sender, Clock clock) {
        this.seal = seal;
        this.sender = sender;
        this.clock = clock;
    }

    CompletionStage<Answer> send(Subscription subscription, InboxRecord record) {
        SpecificRecord contract = Objects.requireNonNull(record.contract());
        UUID id = Objects.requireNonNull(record.eventId());
        return post(
                subscription,
                now -> isChat(subscription)
                        ? chat(subscription, id, AlertText.of(contract), now)
                        : WebhookMessage.of(
                                contents.get(contract, WebhookContent::of), secrets(subscription, now), now));
    }

    CompletionStage<Answer> ping(Subscription subscription, UUID id, Instant at) {
        return post(
                subscription,
                now -> isChat(subscription)
                        ? chat(subscription, id, AlertText.ping(), now)
                        : WebhookMessage.of(
                                WebhookContent.ping(subscription, id, now), secrets(subscription, now), now));
    }

    private static WebhookMessage chat(Subscription subscription, UUID id, AlertText text, Instant now) {
        return WebhookMessage.chat(id, ChatMessage.body(subscription.getKind(), text), now);
    }

    private CompletionStage<Answer> post(Subscription subscription, Function<Instant, WebhookMessage> message) {
        return CompletableFuture.supplyAsync(() -> message.apply(clock.instant()), threads)
                .thenCompose(signed -> sender.send(address(subscription), signed));
    }

    private static boolean isChat(Subscription subscription) {
        return subscription.getKind() == SubscriptionKind.SLACK || subscription.getKind() == SubscriptionKind.TEAMS;
    }

    /** Whoever knows the address of a chat can write there: it is kept sealed. */
    private URI address(Subscription subscription) {
        return URI.create(
                isChat(subscription)
                        ? seal.open(subscription.getSealedSecret(), subscription.getSubscriptionId())
                        : subscription.getEndpoint());
    }

    /** The secret, and for a while after it was changed the one before. */
    private List<SigningSecret> secrets(Subscription subscription, Instant now) {
        SigningSecret present = secret(subscription, subscription.getSealedSecret());
        String before = subscription.getPreviousSecret();
        Instant until = subscription.getPreviousSecretUntil();
        return before != null && until != null && now.isBefore(until)
                ? List.of(present, secret(subscription, before))
                : List.of(present);
    }

    private SigningSecret secret(Subscription subscription, String sealed) {
        return secrets.get(
                new Sealed(subscription.getSubscriptionId(), sealed),
                secret -> SigningSecret.of(seal.open(secret.text(), secret.subscriptionId())));
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
