package uk.tocsin.publicfeed;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.tocsin.contracts.PublicNotice;

/**
 * Everything that the public knows at one moment: a fold over public notices. Immutable, so that one page never shows two
 * states.
 */
final class NoticeBoard {

    /** Before the first notice. */
    static final NoticeBoard EMPTY = new NoticeBoard(Map.of(), Map.of());

    private final Map<String, BoardIncident> incidents;
    private final Map<String, BoardService> services;

    private NoticeBoard(Map<String, BoardIncident> incidents, Map<String, BoardService> services) {
        this.incidents = incidents;
        this.services = services;
    }

    /** The board after {@code notices}, in their order. One copy for all of them: reading a long topic stays linear. */
    NoticeBoard with(Iterable<PublicNotice> notices) {
        Map<String, BoardIncident> nextIncidents = new TreeMap<>(incidents);
        Map<String, BoardService> nextServices = new TreeMap<>(services);
        for (PublicNotice notice : notices) {
            switch (notice.getSubjectType()) {
                case INCIDENT ->
                    nextIncidents.compute(
                            notice.getSubjectId(),
                            (id, known) -> known == null ? BoardIncident.firstHeardOf(notice) : known.with(notice));
                case SERVICE ->
                    nextServices.compute(
                            notice.getSubjectId(),
                            (id, known) -> known == null ? BoardService.firstHeardOf(notice) : known.with(notice));
                case UNKNOWN -> {
                    // A kind of subject made after this release: there is no page for it here.
                }
            }
        }
        return new NoticeBoard(nextIncidents, nextServices);
    }

    /** Every incident ever heard of, by id. */
    Collection<BoardIncident> incidents() {
        return incidents.values();
    }

    /** Every service ever heard of, by id. */
    Collection<BoardService> services() {
        return services.values();
    }

    Optional<BoardIncident> incident(String id) {
        return Optional.ofNullable(incidents.get(id));
    }

    Optional<BoardService> service(String id) {
        return Optional.ofNullable(services.get(id));
    }
}
