package uk.tocsin.partnerfanout;

import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import uk.tocsin.contracts.Subscription;

/** Writes, signs and sends a record. Threads of its own sign, as that takes longer than all else. */
final class Webhooks implements DeliveryLine.Sender, DisposableBean {

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

    @Override
    public CompletionStage<Answer> send(Subscription subscription, InboxRecord record) {
        return CompletableFuture.supplyAsync(() -> message(subscription, record), threads)
                .thenCompose(message -> sender.send(URI.create(subscription.getEndpoint()), message));
    }

    private WebhookMessage message(Subscription subscription, InboxRecord record) {
        String secret = seal.open(subscription.getSealedSecret(), subscription.getSubscriptionId());
        return WebhookMessage.of(Objects.requireNonNull(record.contract()), secret, clock.instant());
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
