package uk.tocsin.publicfeed.site;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.contracts.PublicService;
import uk.tocsin.publicfeed.site.HomeView.Council;
import uk.tocsin.publicfeed.site.HomeView.IncidentLink;
import uk.tocsin.publicfeed.site.HomeView.ServiceRow;

/** Puts a board into the words of the first page. */
final class HomePage {

    private static final Comparator<BoardIncident> LATEST_FIRST =
            Comparator.comparing(BoardIncident::updatedAt).reversed();
    private static final Comparator<BoardService> AFFECTED_FIRST =
            Comparator.comparing(BoardService::isAffected).reversed().thenComparing(BoardService::id);

    private final NoticeBoard board;
    private final Instant now;

    private HomePage(NoticeBoard board, Instant now) {
        this.board = board;
        this.now = now;
    }

    static HomeView of(NoticeBoard board, Instant now) {
        HomePage page = new HomePage(board, now);
        List<Council> councils = page.councils();
        return new HomeView(summary(councils), councils, page.ended());
    }

    private static String summary(List<Council> councils) {
        List<String> affected =
                councils.stream().filter(Council::affected).map(Council::name).toList();
        if (councils.isEmpty()) {
            return "No council has published a notice here.";
        }
        return affected.isEmpty()
                ? "Nothing is reported as affected now."
                : "Services or open incidents are reported by " + Words.list(affected) + ".";
    }

    private List<Council> councils() {
        return Stream.concat(
                        board.incidents().stream().map(BoardIncident::publisher),
                        board.services().stream().map(BoardService::publisher))
                .distinct()
                .map(this::council)
                .sorted(Comparator.comparing(Council::affected).reversed().thenComparing(Council::name))
                .toList();
    }

    private Council council(String member) {
        List<BoardService> services = board.services().stream()
                .filter(service -> service.publisher().equals(member))
                .sorted(AFFECTED_FIRST)
                .toList();
        List<IncidentLink> open = board.incidents().stream()
                .filter(incident -> incident.publisher().equals(member) && incident.isOpen())
                .sorted(LATEST_FIRST)
                .map(this::link)
                .toList();
        boolean affected = !open.isEmpty() || services.stream().anyMatch(BoardService::isAffected);
        return new Council(
                member,
                board.nameOf(member),
                affected,
                services.stream().map(HomePage::row).toList(),
                open);
    }

    private List<IncidentLink> ended() {
        return board.incidents().stream()
                .filter(incident -> !incident.isOpen())
                .sorted(LATEST_FIRST)
                .map(this::link)
                .toList();
    }

    private IncidentLink link(BoardIncident incident) {
        PublicIncident content = incident.content();
        return new IncidentLink(
                Addresses.path(incident.id()),
                content == null ? IncidentPage.WITHDRAWN : content.getHeadline(),
                board.nameOf(incident.publisher()),
                Words.standing(incident),
                Words.moment(incident.updatedAt()),
                IncidentPage.nextUpdate(incident, now));
    }

    private static ServiceRow row(BoardService service) {
        PublicService content = service.content();
        if (content == null) {
            String withdrawn = "What was said here was withdrawn on " + Words.moment(service.updatedAt()) + ".";
            return new ServiceRow(service.id(), Tag.of("Withdrawn", "grey"), List.of(withdrawn));
        }
        return new ServiceRow(content.getName(), Words.state(content.getState()), ServiceDetails.of(content));
    }
}
