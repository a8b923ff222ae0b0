package uk.tocsin.publicfeed.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.contracts.PublicService;

/** Puts what is in a scope into the entries of a feed. Nothing in them depends on the time of reading, so caches can keep them. */
final class FeedEntries {

    private final NoticeBoard board;
    private final Texts texts;
    private final Words words;

    private FeedEntries(NoticeBoard board, Texts texts) {
        this.board = board;
        this.texts = texts;
        this.words = new Words(texts);
    }

    /** At most {@code limit} entries, the latest first. */
    static List<FeedEntry> of(Scope scope, NoticeBoard board, Texts texts, int limit) {
        FeedEntries entries = new FeedEntries(board, texts);
        return Stream.concat(
                        scope.incidents().stream().map(entries::entry),
                        scope.services().stream().map(entries::entry))
                .sorted(Comparator.comparing(FeedEntry::updated).reversed().thenComparing(FeedEntry::id))
                .limit(limit)
                .toList();
    }

    /** When the latest entry changed; the beginning of time for a feed without any. */
    static Instant updated(List<FeedEntry> entries) {
        return entries.stream().map(FeedEntry::updated).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    private FeedEntry entry(BoardIncident incident) {
        String council = Words.printable(board.nameOf(incident.publisher()));
        PublicIncident content = incident.content();
        return new FeedEntry(
                Addresses.incidentFeedId(incident.id()),
                Addresses.incident(incident.id()),
                texts.say("feed.entry", council, Words.printable(headline(incident))),
                content == null ? texts.say("feed.withdrawn") : text(incident, content),
                council,
                incident.firstNoticeAt(),
                incident.updatedAt(),
                content == null);
    }

    private String headline(BoardIncident incident) {
        PublicIncident content = incident.content();
        return content == null ? texts.say("incident.withdrawn") : content.getHeadline();
    }

    private String text(BoardIncident incident, PublicIncident content) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.say(
                "feed.standing",
                words.kind(incident.latest().kind()),
                words.standing(incident).text()));
        lines.addAll(Words.paragraphs(content.getStatement()));
        lines.add(words.personalData(content.getPersonalData()));
        lines.add(words.attribution(incident, content, board));
        Instant due = content.getNextUpdateDue();
        if (incident.isOpen() && due != null) {
            lines.add(texts.say("feed.next", texts.moment(due)));
        }
        return Words.printable(String.join("\n\n", lines));
    }

    private FeedEntry entry(BoardService service) {
        String council = Words.printable(board.nameOf(service.publisher()));
        PublicService content = service.content();
        String title = content == null
                ? texts.say("feed.service-withdrawn")
                : texts.say(
                        "feed.service",
                        Words.printable(content.getName()),
                        words.state(content.getState()).text());
        return new FeedEntry(
                Addresses.serviceFeedId(service.id()),
                Addresses.council(service.publisher()),
                texts.say("feed.entry", council, title),
                content == null
                        ? texts.say("feed.withdrawn")
                        : Words.printable(String.join("\n\n", words.details(content))),
                council,
                service.firstNoticeAt(),
                service.updatedAt(),
                content == null);
    }
}
