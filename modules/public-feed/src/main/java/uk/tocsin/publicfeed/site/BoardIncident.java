package uk.tocsin.publicfeed.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.contracts.PublicNotice;

/**
 * An incident as the public knows it.
 *
 * @param id the incident id
 * @param publisher the member that speaks of it
 * @param history every notice of it, oldest first; never empty
 */
record BoardIncident(String id, String publisher, List<HistoryEntry> history) {

    BoardIncident {
        history = List.copyOf(history);
    }

    /**
     * After the first notice that is public. It is a first notice to everyone who reads here, also when the council had told
     * others before: to call it an update would tell of notices that were not for the public.
     */
    static BoardIncident firstHeardOf(PublicNotice notice) {
        BoardIncident alone = of(notice);
        HistoryEntry said = alone.latest();
        boolean speaksOfEarlier = said.kind() == EventKind.UPDATED || said.kind() == EventKind.CORRECTED;
        return speaksOfEarlier
                ? new BoardIncident(alone.id(), alone.publisher(), List.of(said.as(EventKind.DECLARED)))
                : alone;
    }

    /** As one notice has it, whatever was said before. */
    static BoardIncident of(PublicNotice notice) {
        return new BoardIncident(notice.getSubjectId(), notice.getPublisher(), List.of(entry(notice)));
    }

    /**
     * The incident after {@code notice}. A withdrawal empties what was said before it: what the public had no longer
     * stands, and a page that still showed it would go on saying it. A revision already known changes nothing. Above
     * {@code mostNotices}, at least two, the oldest but the first makes room.
     */
    BoardIncident with(PublicNotice notice, int mostNotices) {
        if (notice.getRevision() <= latest().revision()) {
            return this;
        }
        List<HistoryEntry> after = new ArrayList<>();
        boolean withdrawal = notice.getKind() == EventKind.WITHDRAWN;
        history.forEach(earlier -> after.add(withdrawal ? earlier.withoutContent() : earlier));
        after.add(entry(notice));
        if (after.size() > mostNotices) {
            after.remove(1);
        }
        return new BoardIncident(id, publisher, after);
    }

    HistoryEntry latest() {
        return history.get(history.size() - 1);
    }

    /** What stands now, or null after a withdrawal. */
    @Nullable
    PublicIncident content() {
        return latest().incident();
    }

    Instant firstNoticeAt() {
        return history.get(0).recordedAt();
    }

    Instant updatedAt() {
        return latest().recordedAt();
    }

    /** Whether it goes on: neither withdrawn nor resolved, nor a statement that there is none. */
    boolean isOpen() {
        PublicIncident content = content();
        return content != null
                && content.getPhase() != Phase.RESOLVED
                && latest().kind() != EventKind.RESOLVED
                && !isNotAffected();
    }

    boolean isWithdrawn() {
        return content() == null;
    }

    /** Whether the publisher's last word is that it is not affected. */
    boolean isNotAffected() {
        return latest().kind() == EventKind.NOT_AFFECTED;
    }

    /** Whether the publisher never said anything else. */
    boolean isOnlyNotAffected() {
        return history.stream().allMatch(entry -> entry.kind() == EventKind.NOT_AFFECTED);
    }

    /** Whether the next update was promised for a time before {@code now}. */
    boolean isOverdue(Instant now) {
        PublicIncident content = content();
        Instant due = content == null ? null : content.getNextUpdateDue();
        return isOpen() && due != null && due.isBefore(now);
    }

    /** Whether it touches a service, by the part of its id that councils share. */
    boolean affects(String slug) {
        PublicIncident content = content();
        return content != null
                && content.getAffectedServices().stream()
                        .anyMatch(service ->
                                BoardService.slug(service.getServiceId()).equals(slug));
    }

    /** Whether the notice at that position of the history can still be read, or is the withdrawal itself. */
    boolean isReadable(int at) {
        HistoryEntry entry = history.get(at);
        return entry.incident() != null || entry.kind() == EventKind.WITHDRAWN;
    }

    /** The headline that stands, or {@code other} after a withdrawal. */
    String headlineOr(String other) {
        PublicIncident content = content();
        return content == null ? other : content.getHeadline();
    }

    private static HistoryEntry entry(PublicNotice notice) {
        PublicIncident content = notice.getKind() == EventKind.WITHDRAWN ? null : notice.getIncident();
        return new HistoryEntry(notice.getRevision(), notice.getKind(), notice.getRecordedAt(), content);
    }
}
