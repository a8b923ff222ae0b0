package uk.tocsin.partnerfanout.line;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import uk.tocsin.partnerfanout.line.DeliveryLanes.Lane;

/** Lanes of which something may go out: one of each publisher in turn, so that none waits for all that another has said. */
final class ReadyLanes {

    private final Map<String, Deque<Lane>> byPublisher = new LinkedHashMap<>();
    private final Deque<Lane> first = new ArrayDeque<>();

    boolean isEmpty() {
        return first.isEmpty() && byPublisher.isEmpty();
    }

    int of(String publisher) {
        Deque<Lane> lanes = byPublisher.get(publisher);
        return lanes == null ? 0 : lanes.size();
    }

    void add(Lane lane) {
        byPublisher
                .computeIfAbsent(lane.publisher(), publisher -> new ArrayDeque<>())
                .add(lane);
    }

    /** Before all others. */
    void addFirst(Lane lane) {
        first.addFirst(lane);
    }

    Lane next() {
        if (!first.isEmpty()) {
            return first.remove();
        }
        Iterator<Map.Entry<String, Deque<Lane>>> publishers =
                byPublisher.entrySet().iterator();
        Map.Entry<String, Deque<Lane>> turn = publishers.next();
        String publisher = turn.getKey();
        Deque<Lane> lanes = turn.getValue();
        publishers.remove();
        Lane next = lanes.remove();
        if (!lanes.isEmpty()) {
            byPublisher.put(publisher, lanes);
        }
        return next;
    }

    void remove(Lane lane) {
        first.remove(lane);
        Deque<Lane> lanes = byPublisher.get(lane.publisher());
        if (lanes != null && lanes.remove(lane) && lanes.isEmpty()) {
            byPublisher.remove(lane.publisher());
        }
    }
}
