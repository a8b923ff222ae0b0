package uk.tocsin.publicfeed.site;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import uk.tocsin.contracts.PublicNotice;

/**
 * Everything that the public knows at one moment: a fold over public notices. Immutable, so that one page never shows two
 * states.
 */
final class NoticeBoard {

    /** Before the first notice. */
    static final NoticeBoard EMPTY = empty(BoardLimits.DEFAULT);

    private final Map<String, BoardIncident> incidents;
    private final Map<String, BoardService> services;
    private final Map<String, BoardMember> members;
    private final Map<String, List<BoardIncident>> incidentsByPublisher;
    private final Map<String, List<BoardService>> servicesByPublisher;
    private final BoardLimits limits;

    private NoticeBoard(
            BoardLimits limits,
            Map<String, BoardIncident> incidents,
            Map<String, BoardService> services,
            Map<String, BoardMember> members) {
        this.limits = limits;
        this.incidents = incidents;
        this.services = services;
        this.members = members;
        this.incidentsByPublisher = incidents.values().stream().collect(groupingBy(BoardIncident::publisher));
        this.servicesByPublisher = services.values().stream().collect(groupingBy(BoardService::publisher));
    }

    /** Before the first notice, for as much as {@code limits} allow. */
    static NoticeBoard empty(BoardLimits limits) {
        return new NoticeBoard(limits, Map.of(), Map.of(), Map.of());
    }

    /** The board after {@code notices}, in their order. One copy for all of them: reading a long topic stays linear. */
    NoticeBoard with(Iterable<PublicNotice> notices) {
        Map<String, BoardIncident> nextIncidents = new TreeMap<>(incidents);
        Map<String, BoardService> nextServices = new TreeMap<>(services);
        Map<String, BoardMember> nextMembers = new TreeMap<>(members);
        for (PublicNotice notice : notices) {
            nextMembers.compute(
                    notice.getPublisher(), (id, known) -> known == null ? BoardMember.of(notice) : known.with(notice));
            switch (notice.getSubjectType()) {
                case INCIDENT ->
                    nextIncidents.compute(
                            notice.getSubjectId(),
                            (id, known) -> known == null
                                    ? BoardIncident.firstHeardOf(notice)
                                    : known.with(notice, limits.notices()));
                case SERVICE ->
                    nextServices.compute(
                            notice.getSubjectId(),
                            (id, known) -> known == null ? BoardService.firstHeardOf(notice) : known.with(notice));
                case UNKNOWN -> {
                    // A kind of subject made after this release: there is no page for it here.
                }
            }
        }
        makeRoom(nextIncidents);
        return new NoticeBoard(limits, nextIncidents, nextServices, nextMembers);
    }

    private void makeRoom(Map<String, BoardIncident> incidents) {
        int tooMany = incidents.size() - limits.incidents();
        if (tooMany > 0) {
            incidents.values().stream()
                    .sorted(Comparator.comparing(BoardIncident::isOpen).thenComparing(BoardIncident::updatedAt))
                    .limit(tooMany)
                    .map(BoardIncident::id)
                    .toList()
                    .forEach(incidents::remove);
        }
    }

    /** Every incident ever heard of, by id. */
    Collection<BoardIncident> incidents() {
        return incidents.values();
    }

    /** Every service ever heard of, by id. */
    Collection<BoardService> services() {
        return services.values();
    }

    /** Every member that has ever published here, by id. */
    Collection<BoardMember> members() {
        return members.values();
    }

    Optional<BoardMember> member(String memberId) {
        return Optional.ofNullable(members.get(memberId));
    }

    List<BoardIncident> incidentsOf(String memberId) {
        return incidentsByPublisher.getOrDefault(memberId, List.of());
    }

    List<BoardService> servicesOf(String memberId) {
        return servicesByPublisher.getOrDefault(memberId, List.of());
    }

    /** The same service of every council that has it. */
    List<BoardService> servicesNamed(String slug) {
        return services.values().stream()
                .filter(service -> service.slug().equals(slug))
                .toList();
    }

    /** The services there are, each once for all councils. */
    SortedSet<String> slugs() {
        return services.values().stream().map(BoardService::slug).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What most councils call a service. */
    String serviceName(String slug) {
        return BoardService.commonName(servicesNamed(slug));
    }

    /** What a member is called: by its latest notice, or its id when it has published none. */
    String nameOf(String memberId) {
        BoardMember member = members.get(memberId);
        return member == null ? memberId : member.name();
    }

    Optional<BoardIncident> incident(String id) {
        return Optional.ofNullable(incidents.get(id));
    }

    Optional<BoardService> service(String id) {
        return Optional.ofNullable(services.get(id));
    }
}
