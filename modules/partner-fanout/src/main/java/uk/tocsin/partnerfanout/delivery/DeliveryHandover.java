package uk.tocsin.partnerfanout.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/** Takes what the follower of inboxes tells to the thread of deliveries, and waits there until it has been taken in. */
final class DeliveryHandover implements InboxFollower.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryHandover.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Deliveries deliveries;
    private final DeliveryThread thread;

    DeliveryHandover(Deliveries deliveries, DeliveryThread thread) {
        this.deliveries = deliveries;
        this.thread = thread;
    }

    @Override
    public void assigned(TopicPartition inbox, long end) {
        thread.execute(() -> deliveries.own(inbox, end));
    }

    @Override
    public void revoked(Collection<TopicPartition> inboxes) {
        waitFor(() -> deliveries.disown(inboxes), "Positions could not be handed over; some events will be sent again");
    }

    @Override
    public void lost(Collection<TopicPartition> inboxes) {
        thread.execute(() -> deliveries.lose(inboxes));
    }

    @Override
    public void read(TopicPartition inbox, long from, @Nullable List<InboxRecord> records, long next) {
        waitFor(
                () -> {
                    deliveries.offer(inbox, from, records, next);
                    return CompletableFuture.completedFuture(null);
                },
                "What was read of an inbox could not be handed over");
    }

    private void waitFor(Supplier<CompletableFuture<?>> task, String otherwise) {
        try {
            thread.ask(task::get, TIMEOUT).get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atError().addKeyValue("error", e.toString()).log(otherwise);
        }
    }
}
