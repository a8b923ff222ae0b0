package uk.tocsin.partnerfanout;

import java.util.List;
import uk.tocsin.partnerfanout.DeliveryLanes.Lane;
import uk.tocsin.partnerfanout.DeliveryLanes.Pending;

/** What one subscription has taken in hand of its inbox, as far as it has room, and how far it has come. */
final class DeliveryBacklog {

    private final DeliveryProgress progress;
    private final DeliveryLimits limits;
    private final DeliveryLanes lanes = new DeliveryLanes();
    private long nextRead;

    DeliveryBacklog(DeliveryProgress progress, DeliveryLimits limits) {
        this.progress = progress;
        this.limits = limits;
        this.nextRead = progress.position();
    }

    DeliveryProgress progress() {
        return progress;
    }

    DeliveryLanes lanes() {
        return lanes;
    }

    /** Where the next record that is needed would be. */
    long nextRead() {
        return nextRead;
    }

    /** How many more records may be handed over now. */
    int room() {
        return progress.ahead() >= limits.maxAhead() ? 0 : Math.max(0, limits.maxPending() - lanes.size());
    }

    /** Takes records in the order of the inbox; {@code next} is where reading goes on. */
    void accept(List<InboxRecord> records, long next) {
        for (InboxRecord record : records) {
            long offset = record.offset();
            if (offset >= nextRead && progress.wants(offset) && !lanes.holds(offset)) {
                lanes.add(record);
                progress.begun(offset);
            }
        }
        nextRead = Math.max(nextRead, next);
        progress.readUpTo(next);
    }

    /** What became of the first of a lane is written down: the next of it may go. */
    void finished(Lane lane, Pending item) {
        progress.finished(item.record.offset());
        lanes.finished(lane, item);
    }

    /** Lets go of what was never tried; it is read again later. */
    void letGo() {
        nextRead = lanes.letGo(nextRead);
    }
}
