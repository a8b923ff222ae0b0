package uk.tocsin.publicfeed.site;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;

/**
 * What other parts of the public feed show and write: in the pages, the words and the names of the site, so that nobody is told
 * the same in two ways. The only class of the site that is seen beside its configuration, and by the public feed alone.
 */
public final class PublicPages {

    private final LiveBoard board;
    private final PublicFeedProperties properties;
    private final Texts texts = Texts.english();
    private final PageRenderer renderer;

    PublicPages(LiveBoard board, PublicFeedProperties properties) {
        this.board = board;
        this.properties = properties;
        this.renderer = PageRenderer.of(properties, texts, null);
    }

    /** Something to choose, by its id and its name for people. */
    public record Choice(String id, String name) {}

    /** What there is to choose: councils by member id, services by the part of their ids that councils share; by name. */
    public record Choices(List<Choice> councils, List<Choice> services) {}

    /**
     * A notice in words.
     *
     * @param title who says what, in one line
     * @param kind what kind of notice it is
     * @param text all that it says, in paragraphs parted by blank lines
     * @param page where it stands on the site
     */
    public record Told(String title, String kind, String text, URI page) {}

    /** A page of the site's own, in UTF-8. The key is that of its title. */
    public byte[] page(String template, String titleKey, Map<String, ?> model) {
        return renderer.render(template, texts.say(titleKey), Scope.everything(NoticeBoard.EMPTY), model)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A text of the site, with its gaps filled. */
    public String say(String key, Object... gaps) {
        return texts.say(key, gaps);
    }

    /** Names in a sentence. */
    public String list(List<String> names) {
        return texts.list(names);
    }

    /** What the site is called. */
    public String title() {
        return properties.title();
    }

    /** Where the public reaches the site, without a slash at its end. */
    public URI base() {
        return properties.baseUrl();
    }

    /** How the public reaches whoever runs the site, in words. */
    public String contact() {
        return properties.contact();
    }

    /** What there is to choose now; empty until the notices have been read once. */
    public Optional<Choices> choices() {
        return board.current()
                .map(now -> new Choices(
                        sorted(now.members().stream()
                                .map(member -> new Choice(member.id(), member.name()))
                                .toList()),
                        sorted(now.slugs().stream()
                                .map(slug -> new Choice(slug, now.serviceName(slug)))
                                .toList())));
    }

    /**
     * A notice in the words of the site, made of that notice and of nothing else; empty for a kind that has no page.
     *
     * @param isFirst whether it is the first of its subject that is public, and is called so
     */
    public Optional<Told> told(PublicNotice notice, boolean isFirst) {
        NoticeBoard alone = NoticeBoard.EMPTY.with(List.of(notice));
        Scope first = Scope.everything(alone);
        Scope scope = isFirst || first.incidents().isEmpty()
                ? first
                : new Scope("", "", List.of(BoardIncident.of(notice)), List.of());
        EventKind kind = scope.incidents().stream()
                .map(incident -> incident.latest().kind())
                .findFirst()
                .orElse(notice.getKind());
        return FeedEntries.of(scope, alone, texts, 1).stream()
                .findFirst()
                .map(entry -> new Told(
                        entry.title(),
                        new Words(texts).kind(kind),
                        entry.text(),
                        URI.create(properties.baseUrl() + entry.path())));
    }

    private static List<Choice> sorted(List<Choice> choices) {
        return choices.stream()
                .sorted(Comparator.comparing(Choice::name).thenComparing(Choice::id))
                .toList();
    }
}
