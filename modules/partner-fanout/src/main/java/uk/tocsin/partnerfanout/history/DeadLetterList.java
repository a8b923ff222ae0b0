package uk.tocsin.partnerfanout.history;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.DeliveryResult;

/** Which of a subscription's records are given up as it now stands: a fold over what became of each. */
final class DeadLetterList {

    private DeadLetterList() {}

    /**
     * The last entry of each record that was given up and not taken since, in the order of the inbox. What could never be
     * read is not among them: it can never be sent.
     *
     * @param history every entry of the subscription, in the order in which they were written
     */
    static List<DeliveryEvent> of(List<DeliveryEvent> history, Predicate<DeliveryEvent> wanted) {
        TreeMap<Long, DeliveryEvent> last = new TreeMap<>();
        for (DeliveryEvent event : history) {
            if (event.getInboxOffset() >= 0) {
                last.put(event.getInboxOffset(), event);
            }
        }
        return last.values().stream()
                .filter(event -> event.getOutcome() == DeliveryResult.DEAD_LETTER && event.getEventId() != null)
                .filter(wanted)
                .toList();
    }

    /** That of one event. */
    static Predicate<DeliveryEvent> event(UUID eventId) {
        return event -> eventId.equals(event.getEventId());
    }

    /** Those given up from {@code from} on and before {@code to}. */
    static Predicate<DeliveryEvent> between(Instant from, Instant to) {
        return event ->
                !event.getRecordedAt().isBefore(from) && event.getRecordedAt().isBefore(to);
    }
}
