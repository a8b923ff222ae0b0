package uk.tocsin.partnerfanout.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.line.DeliveryTimer;

/**
 * Subscriptions that have stopped by themselves. Each is entered into the directory as suspended, for as long as it takes,
 * and starts again only when its entry there has changed. For the thread of deliveries only.
 */
final class Suspensions {

    private static final Logger LOG = LoggerFactory.getLogger(Suspensions.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Where subscriptions are entered as suspended. */
    interface Register {

        /** Whether that is done; otherwise it is tried again. It may wait for the broker. */
        boolean suspend(Subscription subscription, String reason);
    }

    private final Register register;
    private final Executor asking;
    private final DeliveryTimer thread;
    private final Map<String, Subscription> stopped = new HashMap<>();

    /**
     * None yet.
     *
     * @param asking a thread that may wait for the broker
     */
    Suspensions(Register register, Executor asking, DeliveryTimer thread) {
        this.register = register;
        this.asking = asking;
        this.thread = thread;
    }

    void suspend(Subscription subscription, String reason) {
        stopped.put(subscription.getSubscriptionId(), subscription);
        LOG.atError()
                .addKeyValue("subscription", subscription.getSubscriptionId())
                .addKeyValue("error", reason)
                .log("A subscription is suspended; what comes for it stays in the inbox");
        enter(subscription, reason);
    }

    private void enter(Subscription subscription, String reason) {
        asking.execute(() -> {
            if (!register.suspend(subscription, reason)) {
                thread.after(RETRY, () -> enter(subscription, reason));
            }
        });
    }

    /** What has another entry in the directory now, or none, may start again. */
    void compare(Map<String, Subscription> wanted) {
        stopped.entrySet().removeIf(entry -> !entry.getValue().equals(wanted.get(entry.getKey())));
    }

    boolean has(String subscriptionId) {
        return stopped.containsKey(subscriptionId);
    }
}
