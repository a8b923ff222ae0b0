package uk.tocsin.partnerfanout.subscription;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.secret.SecretSeal;

/**
 * Seals anew, again and again, what a former key of the settings sealed, so that it can be dropped. The secrets stay the same, and
 * no receiver notices.
 */
final class SecretRenewal implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SecretRenewal.class);

    private final SubscriptionRegister register;
    private final SecretSeal seal;
    private final Duration every;
    private volatile @Nullable ScheduledExecutorService timer;

    SecretRenewal(SubscriptionRegister register, SecretSeal seal, Duration every) {
        this.register = register;
        this.seal = seal;
        this.every = every;
    }

    /** Does it for every subscription; what cannot be written now is left for the next time. */
    void run() {
        int count = 0;
        for (Subscription subscription : register.all()) {
            try {
                Optional<Subscription> renewed = renewed(subscription, seal);
                if (renewed.isPresent() && register.replace(subscription, renewed.get())) {
                    count++;
                }
            } catch (IllegalArgumentException e) {
                LOG.atError()
                        .addKeyValue("subscription", subscription.getSubscriptionId())
                        .log("A secret is sealed under none of the keys in tocsin.secrets");
            } catch (IllegalStateException e) {
                // There is no key here, and so nothing that this process could seal.
                return;
            }
        }
        if (count > 0) {
            LOG.atInfo()
                    .addKeyValue("renewed", count)
                    .log("Secrets of subscriptions were sealed anew under the current key");
        }
    }

    /**
     * A subscription whose secrets are sealed under the current key; empty when they are already.
     *
     * @throws IllegalArgumentException when no key opens one
     */
    static Optional<Subscription> renewed(Subscription subscription, SecretSeal seal) {
        String id = subscription.getSubscriptionId();
        Optional<String> present = seal.renewed(subscription.getSealedSecret(), id);
        String before = subscription.getPreviousSecret();
        Optional<String> previous = before == null ? Optional.empty() : seal.renewed(before, id);
        if (present.isEmpty() && previous.isEmpty()) {
            return Optional.empty();
        }
        Subscription.Builder renewed = Subscription.newBuilder(subscription);
        present.ifPresent(renewed::setSealedSecret);
        previous.ifPresent(renewed::setPreviousSecret);
        return Optional.of(renewed.build());
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Each run tells of its own failure.
    public void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "tocsin-secret-renewal"));
        started.scheduleWithFixedDelay(this::run, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        timer = started;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = timer;
        timer = null;
        if (stopping != null) {
            stopping.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
