package uk.tocsin.publicfeed.site;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.tocsin.publicfeed.site.Rows.IncidentRow;
import uk.tocsin.publicfeed.site.Rows.LinkRow;
import uk.tocsin.publicfeed.site.Rows.ServiceRow;

/**
 * What the first page shows; everything in it is ready to print.
 *
 * @param summary in one sentence how much is affected
 * @param affected whether anything is
 * @param named whether none is, but another council names one of those that are shown
 * @param filter what the reader chose
 * @param councilOptions councils to choose from
 * @param regionOptions counties and regions to choose from
 * @param serviceOptions services to choose from
 * @param councils the councils that are affected
 * @param services the services that are affected anywhere
 * @param others councils that have published here and report nothing now, with who names them
 */
record HomePage(
        String summary,
        boolean affected,
        boolean named,
        Filter filter,
        List<Option> councilOptions,
        List<Option> regionOptions,
        List<Option> serviceOptions,
        List<Council> councils,
        List<LinkRow> services,
        List<Other> others) {

    /** A choice in a list. */
    record Option(String value, String name, boolean selected) {}

    /** A council that reports nothing itself, and who names it in a statement, or null when nobody does. */
    record Other(String href, String name, @Nullable LinkRow naming) {}

    /** A council that is affected: its open incidents, and its services that do not work as they should. */
    record Council(String href, String name, List<IncidentRow> incidents, List<ServiceRow> services) {}

    static HomePage of(NoticeBoard board, Filter filter, Rows rows) {
        Texts texts = rows.texts();
        List<BoardMember> chosen =
                board.members().stream().filter(filter::allows).toList();
        List<Council> councils = chosen.stream()
                .map(member -> council(board, member, filter, rows))
                .filter(council ->
                        !council.incidents().isEmpty() || !council.services().isEmpty())
                .sorted(Comparator.comparing(Council::name))
                .toList();
        List<Other> others = others(board, chosen, councils, filter, texts);
        long named = councils.isEmpty()
                ? others.stream().filter(other -> other.naming() != null).count()
                : 0;
        return new HomePage(
                named == 0 ? summary(board, councils, filter, texts) : texts.say("home.none-but-named", named),
                !councils.isEmpty(),
                named > 0,
                filter,
                options(board.members(), BoardMember::id, BoardMember::name, filter.council()),
                regions(board, filter),
                options(board.slugs(), slug -> slug, board::serviceName, filter.service()),
                councils,
                services(board, chosen, filter, texts),
                others);
    }

    private static String summary(NoticeBoard board, List<Council> councils, Filter filter, Texts texts) {
        if (board.members().isEmpty()) {
            return texts.say("home.empty");
        }
        if (councils.isEmpty()) {
            return texts.say(filter.isEmpty() ? "home.none" : "home.none-chosen");
        }
        return councils.size() > 5
                ? texts.say("home.many", councils.size())
                : texts.say(
                        "home.some",
                        texts.list(councils.stream().map(Council::name).toList()));
    }

    private static Council council(NoticeBoard board, BoardMember member, Filter filter, Rows rows) {
        return new Council(
                Addresses.council(member.id()),
                member.name(),
                rows.incidents(board.incidentsOf(member.id()).stream()
                        .filter(BoardIncident::isOpen)
                        .filter(filter::allows)),
                rows.servicesWithoutBar(board.servicesOf(member.id()).stream()
                        .filter(BoardService::isAffected)
                        .filter(filter::allows)));
    }

    private static List<LinkRow> services(NoticeBoard board, List<BoardMember> chosen, Filter filter, Texts texts) {
        return chosen.stream()
                .flatMap(member -> board.servicesOf(member.id()).stream())
                .filter(BoardService::isAffected)
                .filter(filter::allows)
                .collect(Collectors.groupingBy(BoardService::slug))
                .entrySet()
                .stream()
                .map(entry -> new LinkRow(
                        Addresses.service(entry.getKey()),
                        BoardService.commonName(entry.getValue()),
                        texts.say("home.councils", entry.getValue().size())))
                .sorted(Comparator.comparing(LinkRow::name))
                .toList();
    }

    private static List<Other> others(
            NoticeBoard board, List<BoardMember> chosen, List<Council> councils, Filter filter, Texts texts) {
        NamedCouncils named = NamedCouncils.of(board);
        Set<String> shown = councils.stream().map(Council::href).collect(Collectors.toSet());
        return chosen.stream()
                .filter(member -> filter.service().isEmpty() && !shown.contains(Addresses.council(member.id())))
                .map(member -> named.other(member, board, texts))
                .sorted(Comparator.comparing(Other::name))
                .toList();
    }

    private static List<Option> regions(NoticeBoard board, Filter filter) {
        return options(
                board.members().stream()
                        .map(BoardMember::region)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(TreeSet::new)),
                region -> region,
                region -> region,
                filter.region());
    }

    private static <T> List<Option> options(
            Collection<T> from, Function<T, String> value, Function<T, String> name, String selected) {
        Stream<Option> options = from.stream().map(each -> {
            String id = value.apply(each);
            return new Option(id, name.apply(each), id.equals(selected));
        });
        return options.sorted(Comparator.comparing(Option::name)).toList();
    }
}
