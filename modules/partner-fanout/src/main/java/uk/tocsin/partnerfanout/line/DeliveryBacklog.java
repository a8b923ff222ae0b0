package uk.tocsin.partnerfanout.line;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.line.DeliveryLanes.Lane;
import uk.tocsin.partnerfanout.line.DeliveryLanes.Pending;
import uk.tocsin.partnerfanout.position.DeliveryProgress;

/**
 * What one subscription has taken in hand of its inbox, and how far it has come. What is in memory is bounded: when that is
 * full, more of a publisher is left in the inbox and read again later, and reading goes on to what others have published
 * behind it, of each of whom there is always room for a little.
 */
final class DeliveryBacklog {

    private final DeliveryProgress progress;
    private final DeliveryLimits limits;
    private final DeliveryLanes lanes = new DeliveryLanes();
    private final LeftInInbox left = new LeftInInbox();

    DeliveryBacklog(DeliveryProgress progress, DeliveryLimits limits) {
        this.progress = progress;
        this.limits = limits;
    }

    DeliveryProgress progress() {
        return progress;
    }

    DeliveryLanes lanes() {
        return lanes;
    }

    /** Where reading goes on: at what was left of a publisher of which little is in memory, else behind all that was seen. */
    long nextRead() {
        String publisher = left.lowest(this::isShort);
        return publisher == null ? progress.seenUpTo() : left.first(publisher).orElse(progress.seenUpTo());
    }

    /** How many more records may be read there. */
    int room() {
        String publisher = left.lowest(this::isShort);
        if (publisher != null) {
            return Math.max(limits.maxInFlight(), limits.maxPending() - lanes.size());
        }
        return progress.ahead() >= limits.maxAhead() ? 0 : limits.maxPending();
    }

    /** Whether what stands from {@code from} on follows what was seen. */
    boolean follows(long from) {
        return from <= progress.seenUpTo();
    }

    private boolean mayHold(String publisher) {
        return lanes.size() < limits.maxPending() || lanes.of(publisher) < limits.maxInFlight();
    }

    /** More may be held, and so few are ready to go out, or held at all, that reading more of them is worth while. */
    private boolean isShort(String publisher) {
        return mayHold(publisher)
                && (lanes.ready(publisher) <= limits.maxInFlight() || lanes.size() <= limits.maxPending() / 2);
    }

    /** Takes what it may of records in the order of the inbox: all that stands from {@code from} to {@code next}. */
    void accept(List<InboxRecord> records, long from, long next) {
        long seen = progress.seenUpTo();
        Set<String> full = new HashSet<>();
        for (InboxRecord record : records) {
            boolean isNew = record.offset() >= seen;
            if (isNew) {
                progress.seen(record.offset());
            }
            if (progress.wants(record.offset()) && !lanes.holds(record.offset())) {
                take(record, isNew, from, full);
            }
        }
        left.read(from, next, full::contains);
        progress.readUpTo(next);
    }

    private void take(InboxRecord record, boolean isNew, long from, Set<String> full) {
        String publisher = record.publisher();
        boolean follows = isNew ? !left.has(publisher) : left.isNext(publisher, record.offset(), from);
        if (follows && !full.contains(publisher) && mayHold(publisher)) {
            lanes.add(record);
            left.taken(publisher, record.offset());
        } else {
            full.add(publisher);
            left.leave(publisher, record.offset());
        }
    }

    /** What became of the first of a lane is written down: the next of it may go. */
    void finished(Lane lane, Pending item) {
        progress.finished(item.record.offset());
        lanes.finished(lane, item);
    }

    /** Lets go of what was never tried; it is read again later. */
    void letGo() {
        lanes.letGo().forEach(record -> left.leave(record.publisher(), record.offset()));
    }
}
