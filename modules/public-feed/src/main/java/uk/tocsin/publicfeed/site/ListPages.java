package uk.tocsin.publicfeed.site;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.publicfeed.site.Rows.IncidentRow;
import uk.tocsin.publicfeed.site.Rows.LinkRow;
import uk.tocsin.publicfeed.site.Rows.ServiceRow;

/** What the pages that list things show; everything in them is ready to print. */
final class ListPages {

    private ListPages() {}

    /**
     * The page of a council.
     *
     * @param name its name
     * @param region its region, or null when none was said
     * @param summary how it is, in words and colour
     * @param open its open incidents
     * @param named open incidents of others that name it
     * @param services its services
     * @param alsoAffected in one sentence the services that open incidents name and that are not in the list, or null for none
     * @param ended incidents that no longer go on, or never did
     * @param badge address of its badge
     * @param badgeWords what the badge says, which is of its own reports alone
     * @param banner address of its banner
     */
    record Council(
            String name,
            @Nullable String region,
            Tag summary,
            List<IncidentRow> open,
            List<IncidentRow> named,
            List<ServiceRow> services,
            @Nullable String alsoAffected,
            List<IncidentRow> ended,
            String badge,
            String badgeWords,
            String banner) {}

    /**
     * The page of a service across councils.
     *
     * @param name what most councils call it
     * @param summary in one sentence how much of it is affected
     * @param services each council's
     * @param open open incidents that touch it
     */
    record Service(String name, String summary, List<ServiceRow> services, List<IncidentRow> open) {}

    /**
     * A month of the archive, or all months.
     *
     * @param title what it is
     * @param months the months there are, the latest first
     * @param incidents what was first told of in the month; none on the page of all months
     */
    record Archive(String title, List<LinkRow> months, List<IncidentRow> incidents) {}

    /** A council's word that it is not affected. */
    record NotAffected(IncidentRow row, List<String> statement, String attribution) {}

    static Optional<Council> council(String memberId, Rows rows) {
        NoticeBoard board = rows.board();
        return board.member(memberId)
                .flatMap(member -> Scope.council(board, memberId).map(scope -> council(member, scope, rows)));
    }

    private static Council council(BoardMember member, Scope scope, Rows rows) {
        Embeds embeds = new Embeds(member, scope, rows.texts());
        List<IncidentRow> named = rows.incidents(NamedCouncils.of(rows.board()).incidentsNaming(member.id()).stream());
        return new Council(
                member.name(),
                member.region(),
                embeds.isAffected() || named.isEmpty()
                        ? embeds.summary()
                        : Tag.of(rows.texts().say("council.none-itself"), "grey"),
                rows.incidents(scope.incidents().stream().filter(BoardIncident::isOpen)),
                named,
                rows.services(scope.services().stream()),
                alsoAffected(scope.namedServices(member.id()), rows.texts()),
                rows.incidents(scope.incidents().stream().filter(incident -> !incident.isOpen())),
                scope.path() + "/badge.svg",
                embeds.summary().text(),
                scope.path() + "/banner");
    }

    private static @Nullable String alsoAffected(List<String> names, Texts texts) {
        return names.isEmpty() ? null : texts.say("council.also-affected", texts.list(names));
    }

    static Optional<Service> service(String slug, Rows rows) {
        return Scope.service(rows.board(), slug).map(scope -> {
            long affected =
                    scope.services().stream().filter(BoardService::isAffected).count();
            return new Service(
                    scope.title(),
                    affected == 0
                            ? rows.texts().say("service.none")
                            : rows.texts()
                                    .say(
                                            "service.some",
                                            affected,
                                            scope.services().size()),
                    rows.services(scope.services().stream()),
                    rows.incidents(scope.incidents().stream().filter(BoardIncident::isOpen)));
        });
    }

    static Archive archive(Rows rows) {
        return new Archive(rows.texts().say("archive.title"), months(rows), List.of());
    }

    static Optional<Archive> archive(YearMonth month, Rows rows) {
        List<IncidentRow> incidents = rows.incidents(rows.board().incidents().stream()
                .filter(incident -> month(incident).equals(month)));
        return incidents.isEmpty()
                ? Optional.empty()
                : Optional.of(new Archive(
                        rows.texts().say("archive.of", rows.texts().month(month)), months(rows), incidents));
    }

    static List<NotAffected> notAffected(Rows rows) {
        return rows.board().incidents().stream()
                .filter(BoardIncident::isNotAffected)
                .sorted(Comparator.comparing(BoardIncident::updatedAt).reversed())
                .flatMap(incident ->
                        Optional.ofNullable(incident.content())
                                .map(content -> notAffected(incident, content, rows))
                                .stream())
                .toList();
    }

    private static NotAffected notAffected(BoardIncident incident, PublicIncident content, Rows rows) {
        return new NotAffected(
                rows.row(incident),
                Words.paragraphs(content.getStatement()),
                new Words(rows.texts()).attribution(incident, content, rows.board()));
    }

    /** The months in which something was first told of. */
    static Map<YearMonth, Long> months(NoticeBoard board) {
        return board.incidents().stream()
                .collect(Collectors.groupingBy(
                        ListPages::month, () -> new TreeMap<>(Comparator.reverseOrder()), Collectors.counting()));
    }

    private static List<LinkRow> months(Rows rows) {
        return months(rows.board()).entrySet().stream()
                .map(entry -> new LinkRow(
                        Addresses.archive(entry.getKey()),
                        rows.texts().month(entry.getKey()),
                        rows.texts().say("archive.count", entry.getValue())))
                .toList();
    }

    private static YearMonth month(BoardIncident incident) {
        return YearMonth.from(incident.firstNoticeAt().atZone(Texts.LONDON));
    }
}
