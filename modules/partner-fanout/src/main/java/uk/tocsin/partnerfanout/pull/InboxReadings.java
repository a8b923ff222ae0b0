package uk.tocsin.partnerfanout.pull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.tocsin.partnerfanout.inbox.InboxReader;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.inbox.InboxSource;

/**
 * Who reads which inbox, and how far each has come. Whoever is at the end gets what the pump reads; who is behind, or had no
 * room, is read for apart, so that nobody waits for anybody. Everything happens on the pump's thread.
 */
final class InboxReadings {

    private static final Logger LOG = LoggerFactory.getLogger(InboxReadings.class);

    /** One reader of one partition. */
    private static final class Place {
        private final InboxReading reading;
        private final TopicPartition inbox;
        private long next;
        private boolean catchingUp;

        Place(InboxReading reading, TopicPartition inbox, long next) {
            this.reading = reading;
            this.inbox = inbox;
            this.next = next;
        }
    }

    private final InboxSource catchUp;
    private final Executor pump;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final IdentityHashMap<InboxReading, List<Place>> places = new IdentityHashMap<>();

    InboxReadings(InboxSource catchUp, Executor pump) {
        this.catchUp = catchUp;
        this.pump = pump;
    }

    void join(InboxReading reading, InboxBounds bounds, Map<Integer, Long> next) {
        List<Place> joining = new ArrayList<>();
        next.forEach((partition, offset) -> {
            TopicPartition inbox = bounds.partition(partition);
            ends.putIfAbsent(inbox, bounds.end().getOrDefault(partition, offset));
            joining.add(new Place(reading, inbox, offset));
        });
        places.put(reading, joining);
        joining.forEach(this::feed);
    }

    void leave(InboxReading reading) {
        places.remove(reading);
    }

    /** {@code reading} has room again. */
    void more(InboxReading reading) {
        List.copyOf(places.getOrDefault(reading, List.of())).forEach(this::feed);
    }

    /** How far each inbox that somebody reads has been read at its end. */
    Map<TopicPartition, Long> ends() {
        Set<TopicPartition> wanted = new HashSet<>();
        places.values().forEach(reading -> reading.forEach(place -> wanted.add(place.inbox)));
        ends.keySet().retainAll(wanted);
        return ends;
    }

    /** Everything up to {@code next} has been read; {@code records} is null when it could not be decoded now. */
    void arrived(TopicPartition inbox, @Nullable List<InboxRecord> records, long next) {
        long from = ends.getOrDefault(inbox, Long.MAX_VALUE);
        if (next <= from) {
            return;
        }
        ends.put(inbox, next);
        for (Place place : of(inbox)) {
            if (records != null && place.next >= from) {
                hand(place, records, next);
            }
            feed(place);
        }
    }

    private List<Place> of(TopicPartition inbox) {
        return places.values().stream()
                .flatMap(List::stream)
                .filter(place -> place.inbox.equals(inbox))
                .toList();
    }

    /** Hands over what a reader does not have yet, if it has room for all of it. */
    private static void hand(Place place, List<InboxRecord> records, long next) {
        List<InboxRecord> fresh =
                records.stream().filter(record -> record.offset() >= place.next).toList();
        if (fresh.size() <= place.reading.room()) {
            place.next = Math.max(place.next, next);
            if (!fresh.isEmpty()) {
                place.reading.take(fresh);
            }
        }
    }

    private boolean isBehind(Place place) {
        return place.next < ends.getOrDefault(place.inbox, 0L);
    }

    /** Reads for a reader that is behind, once at a time, as far as it has room. */
    private void feed(Place place) {
        if (!isBehind(place) || place.catchingUp) {
            return;
        }
        int room = place.reading.room();
        if (room > 0) {
            place.catchingUp = true;
            catchUp.read(place.inbox, place.next, room, part -> pump.execute(() -> fed(place, part)));
        }
    }

    private void fed(Place place, InboxReader.Part part) {
        place.catchingUp = false;
        if (!places.containsKey(place.reading)) {
            return;
        }
        if (part instanceof InboxReader.Part.Read read) {
            hand(place, read.records(), read.next());
            feed(place);
        } else if (part instanceof InboxReader.Part.Gone) {
            LOG.atWarn()
                    .addKeyValue("topicName", place.inbox.topic())
                    .log("An inbox no longer holds what its reader comes to next");
            end(place.reading);
        }
        // What failed is tried again in the next round.
    }

    /** Ends who is over, and reads on for who has room again. */
    void round() {
        List.copyOf(places.entrySet()).forEach(entry -> {
            boolean atEnd = entry.getValue().stream().noneMatch(this::isBehind);
            if (entry.getKey().goesOn(atEnd)) {
                entry.getValue().forEach(this::feed);
            } else {
                end(entry.getKey());
            }
        });
    }

    /** These inboxes no longer hold what is to be read next: their readers come again, and are told so. */
    void lose(Collection<TopicPartition> inboxes) {
        LOG.atWarn().addKeyValue("topicNames", inboxes).log("Inboxes no longer hold what was to be read next");
        inboxes.forEach(inbox -> of(inbox).forEach(place -> end(place.reading)));
    }

    void endAll() {
        List.copyOf(places.keySet()).forEach(this::end);
    }

    private void end(InboxReading reading) {
        places.remove(reading);
        reading.end();
    }
}
