package uk.tocsin.partnerfanout;

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
     * Begins some subscriptions of one inbox.
     *
     * @param running how many are delivered here already
     */
    void begin(TopicPartition inbox, List<Subscription> subscriptions, int running) {
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
            asking.execute(() -> ask(inbox, taken));
        }
    }

    private void ask(TopicPartition inbox, List<Subscription> subscriptions) {
        try {
            Map<String, Positions.Start> starts = positions.starts(inbox, subscriptions);
            thread.execute(() -> subscriptions.forEach(subscription -> {
                starting.remove(subscription.getSubscriptionId());
                then.start(inbox, subscription, Objects.requireNonNull(starts.get(subscription.getSubscriptionId())));
            }));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | KafkaException | CompletionException e) {
            LOG.atWarn()
                    .addKeyValue("topicName", inbox.topic())
                    .addKeyValue("error", e.toString())
                    .log("Positions cannot be read; trying again");
            thread.after(
                    RETRY,
                    () -> subscriptions.forEach(subscription -> starting.remove(subscription.getSubscriptionId())));
        }
    }
}
