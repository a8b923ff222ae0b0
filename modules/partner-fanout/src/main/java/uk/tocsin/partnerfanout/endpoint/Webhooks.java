package uk.tocsin.partnerfanout.endpoint;

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

/** Writes, signs and sends a record. Threads of its own sign, as that takes longer than all else. */
final class Webhooks implements DisposableBean {

    private static final int THREADS = 2;

    private final SecretSeal seal;
    private final WebhookSender sender;
    private final Clock clock;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "tocsin-sign"));

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
                        : WebhookMessage.of(contract, secrets(subscription, now), now));
    }

    CompletionStage<Answer> ping(Subscription subscription, UUID id, Instant at) {
        return post(
                subscription,
                now -> isChat(subscription)
                        ? chat(subscription, id, AlertText.ping(), now)
                        : WebhookMessage.ping(subscription, id, secrets(subscription, now), now));
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
    private List<String> secrets(Subscription subscription, Instant now) {
        String id = subscription.getSubscriptionId();
        String present = seal.open(subscription.getSealedSecret(), id);
        String before = subscription.getPreviousSecret();
        Instant until = subscription.getPreviousSecretUntil();
        return before != null && until != null && now.isBefore(until)
                ? List.of(present, seal.open(before, id))
                : List.of(present);
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
