package uk.tocsin.partnerfanout.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.line.DeliveryTimer;
import uk.tocsin.partnerfanout.position.PositionStore;
import uk.tocsin.partnerfanout.position.Positions;

/** Asks from where subscriptions go on, which waits for the broker. How many there may be is bounded. */
final class LineStarts {

    private static final Logger LOG = LoggerFactory.getLogger(LineStarts.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** What is to be done with each once that is known, on the thread of deliveries. */
    interface Then {
        void start(TopicPartition inbox, Subscription subscription, Positions.Start start);
    }

    private final PositionStore positions;
    private final Executor asking;
    private final DeliveryTimer thread;
    private final int most;
    private final Then then;
    private final Set<String> starting = new HashSet<>();

    LineStarts(PositionStore positions, Executor asking, DeliveryTimer thread, int most, Then then) {
        this.positions = positions;
        this.asking = asking;
        this.thread = thread;
        this.most = most;
        this.then = then;
    }

    boolean has(String subscriptionId) {
        return starting.contains(subscriptionId);
    }

    /**
     * Begins some subscriptions, all of them at once: after a start there are hundreds.
     *
     * @param running how many are delivered here already
     */
    void begin(List<Subscription> subscriptions, int running) {
        List<Subscription> taken = new ArrayList<>();
        for (Subscription subscription : subscriptions) {
            if (running + starting.size() < most) {
                starting.add(subscription.getSubscriptionId());
                taken.add(subscription);
            } else {
                LOG.atError()
                        .addKeyValue("subscription", subscription.getSubscriptionId())
                        .log("Too many subscriptions; this one is not delivered");
            }
        }
        if (!taken.isEmpty()) {
            asking.execute(() -> ask(taken));
        }
    }

    private void ask(List<Subscription> subscriptions) {
        try {
            Map<String, Positions.Start> starts = positions.starts(subscriptions);
            thread.execute(() -> subscriptions.forEach(subscription -> {
                String id = subscription.getSubscriptionId();
                starting.remove(id);
                then.start(Positions.inbox(subscription), subscription, Objects.requireNonNull(starts.get(id)));
            }));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (subscriptions.size() > 1) {
                // One of them may have failed for all.
                subscriptions.forEach(subscription -> ask(List.of(subscription)));
            } else {
                again(subscriptions, e);
            }
        } catch (TimeoutException | KafkaException | CompletionException e) {
            again(subscriptions, e);
        }
    }

    private void again(List<Subscription> subscriptions, Exception failure) {
        LOG.atWarn()
                .addKeyValue("subscription", subscriptions.get(0).getSubscriptionId())
                .addKeyValue("error", failure.toString())
                .log("Positions cannot be read; trying again");
        thread.after(
                RETRY, () -> subscriptions.forEach(subscription -> starting.remove(subscription.getSubscriptionId())));
    }
}
