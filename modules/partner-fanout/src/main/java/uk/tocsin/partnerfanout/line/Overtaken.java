package uk.tocsin.partnerfanout.line;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.AfterPause;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/**
 * Which alerts of a backlog are overtaken by a later one of the same incident or service, for a subscription whose owner
 * wants only the latest after a pause. A withdrawal is never overtaken, and neither is a response of NCSC.
 */
public final class Overtaken {

    /** Nothing is overtaken. */
    public static final Overtaken NOTHING = new Overtaken(Instant.MIN, 1, record -> false);

    private final Instant before;
    private final int maxSubjects;
    private final Predicate<InboxRecord> asked;
    private final Map<String, Long> latest = new HashMap<>();
    private boolean complete;

    /**
     * Of a backlog that is still to be added.
     *
     * @param before when deliveries went on: only what came in before that is overtaken
     * @param maxSubjects of how many incidents and services the latest is kept; of more, everything is sent
     * @param asked whether the subscription asks for an alert: one that it does not overtakes nothing
     */
    public Overtaken(Instant before, int maxSubjects, Predicate<InboxRecord> asked) {
        this.before = before;
        this.maxSubjects = maxSubjects;
        this.asked = asked;
    }

    /** From when on a subscription wants everything; null when it wants all of a backlog, too. */
    public static @Nullable Instant before(Subscription subscription) {
        return subscription.getAfterPause() == AfterPause.LATEST ? subscription.getLatestBefore() : null;
    }

    /** Adds records in the order of the inbox. */
    public void add(List<InboxRecord> records) {
        for (InboxRecord record : records) {
            complete |= !isBacklog(record);
            if (!complete
                    && record.contract() instanceof PartnerAlert
                    && (latest.containsKey(record.lane()) || latest.size() < maxSubjects)
                    && asked.test(record)) {
                latest.put(record.lane(), record.offset());
            }
        }
    }

    /** Whether something was added that came in after deliveries went on, so that nothing more need be added. */
    public boolean isComplete() {
        return complete;
    }

    private boolean isBacklog(InboxRecord record) {
        return record.sentAt().isBefore(before);
    }

    /** Why a record is passed over, or empty when it is to be sent. */
    public Optional<String> reason(InboxRecord record) {
        boolean later = latest.getOrDefault(record.lane(), -1L) > record.offset();
        boolean mayBe = record.contract() instanceof PartnerAlert alert && alert.getKind() != EventKind.WITHDRAWN;
        return later && mayBe
                ? Optional.of("its owner wants only the latest after a pause, and a later one had come")
                : Optional.empty();
    }
}
