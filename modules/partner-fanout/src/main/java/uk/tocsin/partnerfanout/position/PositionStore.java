package uk.tocsin.partnerfanout.position;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import uk.tocsin.contracts.Subscription;

/** Where it is kept how far each subscription has come. */
public interface PositionStore {

    /** Where each of some subscriptions goes on. It waits for the broker, once for all of them. */
    Map<String, PositionStart> starts(Collection<Subscription> subscriptions)
            throws ExecutionException, InterruptedException, TimeoutException;

    /** Commits a position, with what stands beside it. */
    CompletionStage<?> commit(String group, TopicPartition inbox, long offset, String note);

    /** Raises the alarm for a position that points behind what the inbox still holds. */
    void raise(String subscriptionId, TopicPartition inbox);
}
