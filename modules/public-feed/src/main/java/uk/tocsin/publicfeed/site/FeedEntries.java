package uk.tocsin.publicfeed.site;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.contracts.PublicService;

/** Puts a board into the entries of a feed. Nothing in it depends on the time of reading, so caches can keep it. */
final class FeedEntries {

    private static final String WITHDRAWN_TEXT = "What was said here has been withdrawn and no longer stands.";

    private FeedEntries() {}

    /** At most {@code limit} entries, the latest first. */
    static List<FeedEntry> of(NoticeBoard board, URI baseUrl, int limit) {
        return Stream.concat(
                        board.incidents().stream().map(incident -> entry(incident, board, baseUrl)),
                        board.services().stream().map(service -> entry(service, board, baseUrl)))
                .sorted(Comparator.comparing(FeedEntry::updated).reversed().thenComparing(FeedEntry::id))
                .limit(limit)
                .toList();
    }

    private static FeedEntry entry(BoardIncident incident, NoticeBoard board, URI baseUrl) {
        String council = Words.printable(board.nameOf(incident.publisher()));
        PublicIncident content = incident.content();
        String title = content == null ? "Withdrawn" : Words.printable(content.getHeadline());
        return new FeedEntry(
                Addresses.incidentFeedId(incident.id()),
                Addresses.page(baseUrl, incident.id()),
                council + ": " + title,
                content == null ? WITHDRAWN_TEXT : text(incident, content, board),
                council,
                incident.firstNoticeAt(),
                incident.updatedAt());
    }

    private static String text(BoardIncident incident, PublicIncident content, NoticeBoard board) {
        List<String> lines = new ArrayList<>();
        lines.add(Words.kind(incident.latest().kind()) + ". "
                + Words.standing(incident).text() + ".");
        lines.addAll(Words.paragraphs(content.getStatement()));
        lines.add(Words.personalData(content.getPersonalData()));
        lines.add(Attribution.of(incident, content, board));
        if (incident.isOpen() && content.getNextUpdateDue() != null) {
            lines.add("The next update was promised by " + Words.moment(content.getNextUpdateDue()) + ".");
        }
        return Words.printable(String.join("\n\n", lines));
    }

    private static FeedEntry entry(BoardService service, NoticeBoard board, URI baseUrl) {
        String council = Words.printable(board.nameOf(service.publisher()));
        PublicService content = service.content();
        return new FeedEntry(
                Addresses.serviceFeedId(service.id()),
                Addresses.council(baseUrl, service.publisher()),
                council + ": " + title(content),
                content == null ? WITHDRAWN_TEXT : text(content),
                council,
                service.firstNoticeAt(),
                service.updatedAt());
    }

    private static String title(@Nullable PublicService content) {
        return content == null
                ? "Service status withdrawn"
                : Words.printable(content.getName()) + ", "
                        + Words.state(content.getState()).text().toLowerCase(Locale.UK);
    }

    private static String text(PublicService content) {
        return Words.printable(String.join("\n\n", ServiceDetails.of(content)));
    }
}
