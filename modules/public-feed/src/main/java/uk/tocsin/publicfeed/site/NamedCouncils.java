package uk.tocsin.publicfeed.site;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import uk.tocsin.publicfeed.site.Rows.LinkRow;

/**
 * Councils whose name others have put under an open incident. It is the word of who published it, so that it makes no council
 * an affected one; but who looks for that council must not read that all is well.
 *
 * @param byCouncil open incidents of others, by the member id of who is named; the latest first
 */
record NamedCouncils(Map<String, List<BoardIncident>> byCouncil) {

    private record Naming(String council, BoardIncident incident) {}

    static NamedCouncils of(NoticeBoard board) {
        return new NamedCouncils(board.incidents().stream()
                .filter(BoardIncident::isOpen)
                .sorted(Rows.LATEST_FIRST)
                .flatMap(incident -> Objects.requireNonNull(incident.content()).getSignatories().stream()
                        .filter(council -> !council.equals(incident.publisher()))
                        .distinct()
                        .map(council -> new Naming(council, incident)))
                .collect(Collectors.groupingBy(
                        Naming::council, Collectors.mapping(Naming::incident, Collectors.toList()))));
    }

    /** Open incidents of others that name the council, the latest first. */
    List<BoardIncident> incidentsNaming(String memberId) {
        return byCouncil.getOrDefault(memberId, List.of());
    }

    /** A council with a sentence on who names it, where somebody does: a link to the incident, or to all of them. */
    HomePage.Other other(BoardMember member, NoticeBoard board, Texts texts) {
        String page = Addresses.council(member.id());
        List<BoardIncident> incidents = incidentsNaming(member.id());
        if (incidents.isEmpty()) {
            return new HomePage.Other(page, member.name(), null);
        }
        BoardIncident latest = incidents.get(0);
        LinkRow naming = incidents.size() == 1
                ? new LinkRow(
                        Addresses.incident(latest.id()),
                        texts.say("home.named", board.nameOf(latest.publisher())),
                        null)
                : new LinkRow(page, texts.say("home.named-often", incidents.size()), null);
        return new HomePage.Other(page, member.name(), naming);
    }
}
