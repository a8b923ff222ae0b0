package uk.tocsin.publicfeed.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.PublicService;
import uk.tocsin.contracts.ServiceState;

/**
 * A service as the public knows it now.
 *
 * @param id the service id
 * @param publisher the member whose service it is
 * @param revision revision of the last notice
 * @param firstNoticeAt when the first notice of it was recorded, UTC
 * @param updatedAt when the last notice of it was recorded, UTC
 * @param content what the last notice says, or null when it withdrew what was said
 * @param changes the states that it was said to be in, oldest first, since the last withdrawal
 */
record BoardService(
        String id,
        String publisher,
        int revision,
        Instant firstNoticeAt,
        Instant updatedAt,
        @Nullable PublicService content,
        List<StateChange> changes) {

    /** Most changes that are kept: enough for one a day for as long as the bar is, and more on bad days. */
    private static final int MOST_CHANGES = 200;

    BoardService {
        changes = List.copyOf(changes);
    }

    static BoardService firstHeardOf(PublicNotice notice) {
        return of(notice, notice.getRecordedAt(), List.of());
    }

    /** The service after {@code notice}; a revision already known changes nothing. */
    BoardService with(PublicNotice notice) {
        return notice.getRevision() <= revision ? this : of(notice, firstNoticeAt, changes);
    }

    /** Whether something is to be said of it: any state but working normally. */
    boolean isAffected() {
        return content != null && content.getState() != ServiceState.OPERATIONAL;
    }

    /** The part of its id that councils share, such as {@code planning}. */
    String slug() {
        return slug(id);
    }

    static String slug(String serviceId) {
        return serviceId.substring(serviceId.indexOf('.') + 1);
    }

    /** What most of those councils call it; the shared part of the id when nobody says now. */
    static String commonName(List<BoardService> services) {
        return services.stream()
                .map(BoardService::content)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(PublicService::getName, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElseGet(() -> services.isEmpty() ? "" : services.get(0).slug());
    }

    private static BoardService of(PublicNotice notice, Instant firstNoticeAt, List<StateChange> before) {
        PublicService content = notice.getKind() == EventKind.WITHDRAWN ? null : notice.getService();
        return new BoardService(
                notice.getSubjectId(),
                notice.getPublisher(),
                notice.getRevision(),
                firstNoticeAt,
                notice.getRecordedAt(),
                content,
                content == null
                        ? List.of()
                        : changed(before, new StateChange(notice.getRecordedAt(), content.getState())));
    }

    private static List<StateChange> changed(List<StateChange> before, StateChange change) {
        int size = before.size();
        if (size > 0 && before.get(size - 1).state() == change.state()) {
            return before;
        }
        List<StateChange> after = new ArrayList<>(before.subList(Math.max(0, size - MOST_CHANGES + 1), size));
        after.add(change);
        return after;
    }
}
