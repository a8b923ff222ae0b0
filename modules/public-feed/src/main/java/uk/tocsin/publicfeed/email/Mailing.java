package uk.tocsin.publicfeed.email;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.PublicNotice;

/**
 * One notice on its way to everyone whom it concerns, batch by batch in the order of resident ids. Whom it concerns does not
 * change while it is sent, but that who unsubscribes gets nothing more.
 */
final class Mailing {

    /**
     * One letter that is not done yet.
     *
     * @param resident to whom
     * @param attempts how often the server has put off this recipient
     */
    record Open(Subscription resident, int attempts) {}

    private final PublicNotice notice;
    private final Said said;
    private final List<Said> before;
    private @Nullable UUID done;
    private @Nullable UUID next;
    private List<Open> open = List.of();
    private boolean exhausted;

    /**
     * A mailing, to begin or to go on with.
     *
     * @param before what was said of the same subject
     * @param done the last resident who is done with; null to begin
     */
    Mailing(PublicNotice notice, Said said, List<Said> before, @Nullable UUID done) {
        this.notice = notice;
        this.said = said;
        this.before = List.copyOf(before);
        this.done = done;
        this.next = done;
    }

    PublicNotice notice() {
        return notice;
    }

    /** Whether the public was told nothing of the same subject before. */
    boolean isFirst() {
        return before.stream().noneMatch(earlier -> earlier.revision() < said.revision());
    }

    /** Whether it was published before {@code oldest}. */
    boolean isOlderThan(Instant oldest) {
        return said.publishedAt().isBefore(oldest);
    }

    /** The letters to send now: those that are left of the batch, or the next batch. Empty when there are no more. */
    List<Open> batch(ResidentFold residents, int size) {
        open = open.stream()
                .filter(each -> residents.find(each.resident().residentId()).isPresent())
                .toList();
        if (open.isEmpty() && !exhausted) {
            done = next;
            open = residents.from(done).stream()
                    .filter(resident -> resident.wants(said, before))
                    .limit(size)
                    .map(resident -> new Open(resident, 0))
                    .toList();
            exhausted = open.size() < size;
            next = open.isEmpty() ? done : open.get(open.size() - 1).resident().residentId();
        }
        return open;
    }

    /**
     * Takes note of what came of the batch, in its order.
     *
     * @param attempts how often one recipient may put off a letter
     */
    void took(List<Fate> fates, int attempts) {
        List<Open> left = new ArrayList<>();
        for (int at = 0; at < open.size(); at++) {
            Open each = open.get(at);
            Fate fate = fates.get(at);
            if (fate == Fate.AWAY) {
                left.add(each);
            } else if (fate == Fate.LATER && each.attempts() + 1 < attempts) {
                left.add(new Open(each.resident(), each.attempts() + 1));
            }
        }
        open = left;
        if (open.isEmpty()) {
            done = next;
        }
    }

    /** Whether the batch is done, so that the position may move. */
    boolean isBatchDone() {
        return open.isEmpty();
    }

    /** Whether everyone is done with. */
    boolean isFinished() {
        return open.isEmpty() && exhausted;
    }

    /** The last resident who is done with, or null when nobody is. */
    @Nullable
    UUID done() {
        return done;
    }
}
