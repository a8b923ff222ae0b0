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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.line.DeliveryTimer;
import uk.tocsin.partnerfanout.line.Overtaken;
import uk.tocsin.partnerfanout.position.DeliveryProgress;
import uk.tocsin.partnerfanout.position.PositionStart;
import uk.tocsin.partnerfanout.position.PositionStore;
import uk.tocsin.partnerfanout.position.Positions;

/**
 * Finds out from where subscriptions go on, and what of their backlog is overtaken, both of which wait for the broker. How many
 * there may be is bounded. Everything else happens on the thread of deliveries.
 */
final class LineStarts {

    private static final Logger LOG = LoggerFactory.getLogger(LineStarts.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** What is to be done with each once that is known. */
    interface Then {

        /** It goes on from there. What is overtaken is null when the inbox no longer holds that place. */
        void start(
                TopicPartition inbox,
                Subscription subscription,
                DeliveryProgress progress,
                @Nullable Overtaken overtaken);

        /** It cannot go on. */
        void lost(Subscription subscription, String reason);
    }

    private final PositionStore positions;
    private final BacklogScan backlogs;
    private final Executor asking;
    private final DeliveryTimer thread;
    private final Map<TopicPartition, Long> owned;
    private final int most;
    private final Then then;
    private final Set<String> starting = new HashSet<>();
    /** How often inboxes went to another process: what began before that begins anew. */
    private long turns;

    /**
     * None yet.
     *
     * @param asking a thread that may wait for the broker
     * @param owned where each inbox that falls to this process ends, as its owner keeps it
     * @param most how many subscriptions are delivered here at once
     */
    LineStarts(
            PositionStore positions,
            BacklogScan backlogs,
            Executor asking,
            DeliveryTimer thread,
            Map<TopicPartition, Long> owned,
            int most,
            Then then) {
        this.positions = positions;
        this.backlogs = backlogs;
        this.asking = asking;
        this.thread = thread;
        this.owned = owned;
        this.most = most;
        this.then = then;
    }

    /** Inboxes go to another process: what has begun here counts for nothing. */
    void anew() {
        turns++;
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
            Map<String, PositionStart> starts = positions.starts(subscriptions);
            thread.execute(() -> subscriptions.forEach(subscription ->
                    answered(subscription, Objects.requireNonNull(starts.get(subscription.getSubscriptionId())))));
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

    private void answered(Subscription subscription, PositionStart start) {
        TopicPartition inbox = Positions.inbox(subscription);
        Long end = owned.get(inbox);
        if (start instanceof PositionStart.From from && end != null) {
            scan(subscription, inbox, from.progress(), end);
            return;
        }
        starting.remove(subscription.getSubscriptionId());
        if (start instanceof PositionStart.Lost lost) {
            then.lost(subscription, lost.reason());
        }
    }

    private void scan(Subscription subscription, TopicPartition inbox, DeliveryProgress progress, long end) {
        long turn = turns;
        backlogs.of(subscription, inbox, progress.position(), end, overtaken -> {
            starting.remove(subscription.getSubscriptionId());
            if (turn == turns) {
                then.start(inbox, subscription, progress, overtaken);
            }
        });
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
