package uk.tocsin.partnerfanout;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one subscription holds in memory: a lane for each incident or service, of which one record at a time is out. A lane
 * is ready, or its first record is out or waits to be tried again.
 */
final class DeliveryLanes {

    /** A record that is not finished. */
    static final class Pending {
        final InboxRecord record;
        int attempts;

        @Nullable
        Instant firstAttemptAt;

        Pending(InboxRecord record) {
            this.record = record;
        }

        /** One more attempt begins. */
        void attempt(Instant now) {
            attempts++;
            if (firstAttemptAt == null) {
                firstAttemptAt = now;
            }
        }
    }

    /** The records of one incident or service, in the order of the inbox. */
    static final class Lane {
        private final String key;
        private final Deque<Pending> queue = new ArrayDeque<>();

        Lane(String key) {
            this.key = key;
        }

        Pending first() {
            return queue.element();
        }
    }

    private final Map<String, Lane> lanes = new HashMap<>();
    private final Set<Long> offsets = new HashSet<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final Set<Lane> waiting = new HashSet<>();

    int size() {
        return offsets.size();
    }

    boolean holds(long offset) {
        return offsets.contains(offset);
    }

    void add(InboxRecord record) {
        offsets.add(record.offset());
        Lane lane = lanes.computeIfAbsent(record.lane(), Lane::new);
        lane.queue.add(new Pending(record));
        if (lane.queue.size() == 1) {
            ready.add(lane);
        }
    }

    boolean isReady() {
        return !ready.isEmpty();
    }

    /** The lane whose first record goes out next. */
    Lane next() {
        return ready.remove();
    }

    /** The first record of a lane is finished: the next of it may go. */
    void finished(Lane lane, Pending item) {
        offsets.remove(item.record.offset());
        lane.queue.remove(item);
        if (lane.queue.isEmpty()) {
            lanes.remove(lane.key);
        } else {
            ready.add(lane);
        }
    }

    /** The first record of a lane is to be tried again. */
    void await(Lane lane) {
        waiting.add(lane);
    }

    /** A lane that waits is ready; {@code first} puts it before all others. Whether it still waited. */
    boolean wake(Lane lane, boolean first) {
        boolean waited = waiting.remove(lane);
        if (waited && first) {
            ready.addFirst(lane);
        } else if (waited) {
            ready.add(lane);
        }
        return waited;
    }

    void wakeAll() {
        ready.addAll(waiting);
        waiting.clear();
    }

    /** Forgets what was never tried; the lowest offset of it, or {@code otherwise} when there was nothing. */
    long letGo(long otherwise) {
        long lowest = otherwise;
        for (Lane lane : Set.copyOf(lanes.values())) {
            for (Pending item : List.copyOf(lane.queue)) {
                if (item.attempts == 0) {
                    lane.queue.remove(item);
                    offsets.remove(item.record.offset());
                    lowest = Math.min(lowest, item.record.offset());
                }
            }
            if (lane.queue.isEmpty()) {
                lanes.remove(lane.key);
                ready.remove(lane);
            }
        }
        return lowest;
    }
}
