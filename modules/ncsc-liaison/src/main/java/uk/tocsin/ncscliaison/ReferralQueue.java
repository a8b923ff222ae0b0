package uk.tocsin.ncscliaison;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import uk.tocsin.contracts.Topics;

/**
 * The share group as the desk needs it. The consumer must be told something of every record before each poll, so what
 * is held is renewed, and comes back with the poll; a new record comes only while nothing is held.
 *
 * <p>Belongs to one thread.
 */
final class ReferralQueue implements AutoCloseable {

    private final ShareConsumer<byte[], byte[]> consumer;
    private final Map<Position, ConsumerRecord<byte[], byte[]>> held = new HashMap<>();

    ReferralQueue(ShareConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        consumer.subscribe(List.of(Topics.NCSC_REFERRALS));
    }

    /** What the broker has locked for this desk. */
    Collection<Position> held() {
        return List.copyOf(held.keySet());
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Fetches new records. Only while nothing is held. */
    List<ConsumerRecord<byte[], byte[]>> fetch(Duration wait) {
        consumer.poll(wait).forEach(message -> held.put(Position.of(message), message));
        return List.copyOf(held.values());
    }

    /** Keeps the locks on all that is held; what the broker has given to others is held no more. */
    void renew(Duration wait) {
        held.values().forEach(message -> consumer.acknowledge(message, AcknowledgeType.RENEW));
        consumer.commitSync(wait);
        held.clear();
        // Were all renewals refused, this poll would fetch: such records are held too, and the desk enters them.
        fetch(wait);
    }

    ConsumerRecord<byte[], byte[]> message(Position position) {
        ConsumerRecord<byte[], byte[]> message = held.get(position);
        if (message == null) {
            throw new IllegalStateException("not held: " + position);
        }
        return message;
    }

    /** Lets go of a record; whether the broker confirmed it. */
    boolean settle(Position position, AcknowledgeType type, Duration wait) {
        consumer.acknowledge(message(position), type);
        held.remove(position);
        try {
            return consumer.commitSync(wait).values().stream().allMatch(fault -> fault.isEmpty());
        } catch (KafkaException e) {
            return false;
        }
    }

    /** Leaves the group; what is held goes back to the broker at once. */
    @Override
    public void close() {
        consumer.close();
    }
}
