package uk.tocsin.publicfeed.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one set of feeds is about: everything, one council, one service across councils, or one incident.
 *
 * @param title what it is about, in the words of a title; empty for everything
 * @param path under which its feeds are; empty for everything
 * @param incidents the incidents in it
 * @param services the services in it
 */
record Scope(String title, String path, List<BoardIncident> incidents, List<BoardService> services) {

    static Scope everything(NoticeBoard board) {
        return new Scope("", "", List.copyOf(board.incidents()), List.copyOf(board.services()));
    }

    static Optional<Scope> council(NoticeBoard board, String memberId) {
        return board.member(memberId)
                .map(member -> new Scope(
                        member.name(),
                        Addresses.council(memberId),
                        board.incidentsOf(memberId),
                        board.servicesOf(memberId)));
    }

    static Optional<Scope> service(NoticeBoard board, String slug) {
        List<BoardService> services = board.servicesNamed(slug);
        return services.isEmpty()
                ? Optional.empty()
                : Optional.of(new Scope(
                        BoardService.commonName(services),
                        Addresses.service(slug),
                        board.incidents().stream()
                                .filter(incident -> incident.affects(slug))
                                .toList(),
                        services));
    }

    static Optional<Scope> incident(NoticeBoard board, String incidentId) {
        return board.incident(incidentId)
                .map(incident -> new Scope(
                        board.nameOf(incident.publisher()) + ": " + incident.headlineOr(incidentId),
                        Addresses.incident(incidentId),
                        List.of(incident),
                        List.of()));
    }

    /**
     * Services of a council that its open incidents name, and of which it has published no state: affected too, by its own
     * word.
     *
     * @return their names, each once, in the order of their ids
     */
    List<String> namedServices(String memberId) {
        Set<String> published = services.stream()
                .filter(service -> service.content() != null)
                .map(BoardService::id)
                .collect(Collectors.toSet());
        Map<String, String> named = new TreeMap<>();
        incidents.stream()
                .filter(BoardIncident::isOpen)
                .flatMap(incident -> Stream.ofNullable(incident.content()))
                .flatMap(content -> content.getAffectedServices().stream())
                .filter(service -> service.getServiceId().startsWith(memberId + ".")
                        && !published.contains(service.getServiceId()))
                .forEach(service -> named.putIfAbsent(service.getServiceId(), service.getName()));
        return List.copyOf(named.values());
    }

    /** The page that shows the same. */
    public String page() {
        return path.isEmpty() ? Addresses.HOME : path;
    }

    public String feed(FeedFormat format) {
        return path + "/feed." + format.extension();
    }
}
