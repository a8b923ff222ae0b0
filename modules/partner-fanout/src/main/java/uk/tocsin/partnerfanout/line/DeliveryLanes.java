package uk.tocsin.partnerfanout.line;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/**
 * What one subscription holds in memory: a lane for each incident or service, of which one record at a time is out. A lane
 * is ready, or its first record is out or waits to be tried again.
 */
final class DeliveryLanes {

    /** A record that is not finished. */
    static final class Pending {
        final InboxRecord record;
        int attempts;

        Pending(InboxRecord record) {
            this.record = record;
        }
    }

    /** The records of one incident or service, in the order of the inbox. */
    static final class Lane {
        private final String key;
        private final String publisher;
        private final Deque<Pending> queue = new ArrayDeque<>();

        Lane(String key, String publisher) {
            this.key = key;
            this.publisher = publisher;
        }

        String publisher() {
            return publisher;
        }

        Pending first() {
            return queue.element();
        }
    }

    private final Map<String, Lane> lanes = new HashMap<>();
    private final Set<Long> offsets = new HashSet<>();
    private final Map<String, Integer> byPublisher = new HashMap<>();
    private final ReadyLanes ready = new ReadyLanes();
    private final Set<Lane> waiting = new HashSet<>();

    int size() {
        return offsets.size();
    }

    /** How many records of a publisher are held. */
    int of(String publisher) {
        return byPublisher.getOrDefault(publisher, 0);
    }

    /** How many incidents and services of a publisher have something that may go out. */
    int ready(String publisher) {
        return ready.of(publisher);
    }

    boolean holds(long offset) {
        return offsets.contains(offset);
    }

    void add(InboxRecord record) {
        offsets.add(record.offset());
        byPublisher.merge(record.publisher(), 1, Integer::sum);
        Lane lane = lanes.computeIfAbsent(record.lane(), key -> new Lane(key, record.publisher()));
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
        return ready.next();
    }

    /** The first record of a lane is finished: the next of it may go. */
    void finished(Lane lane, Pending item) {
        remove(lane, item);
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
        waiting.forEach(ready::add);
        waiting.clear();
    }

    private void remove(Lane lane, Pending item) {
        lane.queue.remove(item);
        offsets.remove(item.record.offset());
        byPublisher.computeIfPresent(item.record.publisher(), (publisher, count) -> count > 1 ? count - 1 : null);
    }

    /** Forgets what was never tried, and says what that was. */
    List<InboxRecord> letGo() {
        List<InboxRecord> gone = new ArrayList<>();
        for (Lane lane : Set.copyOf(lanes.values())) {
            for (Pending item : List.copyOf(lane.queue)) {
                if (item.attempts == 0) {
                    remove(lane, item);
                    gone.add(item.record);
                }
            }
            if (lane.queue.isEmpty()) {
                lanes.remove(lane.key);
                ready.remove(lane);
            }
        }
        return gone;
    }
}
