package uk.tocsin.publicfeed.site;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole public site as a function of a path, the board and the time. What serves it over HTTP and what writes it to
 * files ask the same function.
 */
final class Site {

    private final PublicFeedProperties properties;
    private final PageRenderer pages;
    private final Texts texts;
    private final SiteData data;

    /** The site as it is served. */
    static Site live(PublicFeedProperties properties) {
        return new Site(properties, PageRenderer.of(properties, Texts.english(), null));
    }

    /** The site as it is copied to files, each page of which says when. */
    static Site copy(PublicFeedProperties properties, Instant copiedAt) {
        return new Site(properties, PageRenderer.of(properties, Texts.english(), copiedAt));
    }

    Site(PublicFeedProperties properties, PageRenderer pages) {
        this.properties = properties;
        this.pages = pages;
        this.texts = pages.texts();
        this.data = new SiteData(properties, texts);
    }

    /**
     * What is at {@code path}, or empty when nothing is.
     *
     * @param path decoded, from the root of the site, without a slash at its end
     * @param filter of the first page
     */
    Optional<Document> at(String path, Filter filter, NoticeBoard board, Instant now) {
        Rows rows = new Rows(board, texts, now);
        List<String> parts = parts(path);
        if (parts.isEmpty()) {
            return Optional.of(home(filter, rows));
        }
        String id = parts.size() > 1 ? parts.get(1) : "";
        String rest = parts.size() > 2 ? String.join("/", parts.subList(2, parts.size())) : "";
        return switch (parts.get(0)) {
            case "councils" -> council(id, rest, rows);
            case "services" -> service(id, rest, rows);
            case "incidents" -> incident(id, rest, rows);
            case "archive" -> parts.size() > 2 ? Optional.empty() : archive(id, rows);
            case "cap" -> data.cap(id, rest, board);
            case "api" ->
                path.startsWith("/api/v2/")
                        ? data.statuspage(Scope.everything(board), path.substring("/api/v2/".length()), board)
                        : Optional.empty();
            default -> parts.size() > 1 ? Optional.empty() : single(parts.get(0), rows);
        };
    }

    /** The answer to a path at which nothing is. */
    Document notFound(NoticeBoard board) {
        return Document.page(404, page("not-found", "not-found.title", Scope.everything(board), Map.of()));
    }

    /** The answer while the notices have not been read. */
    Document unavailable() {
        Scope nothing = Scope.everything(NoticeBoard.EMPTY);
        return Document.page(503, page("unavailable", "unavailable.title", nothing, Map.of()));
    }

    /** Every path at which something is, in order; of the first page, the one without a filter. */
    List<String> paths(NoticeBoard board) {
        return SitePaths.of(board, data.alerts(board));
    }

    private static List<String> parts(String path) {
        return Stream.of(path.split("/", -1))
                .skip(1)
                .filter(part -> !path.equals("/"))
                .toList();
    }

    private Document home(Filter filter, Rows rows) {
        HomePage home = HomePage.of(rows.board(), filter, rows);
        return Document.page(200, page("home", "home.title", Scope.everything(rows.board()), Map.of("page", home)));
    }

    private Optional<Document> single(String name, Rows rows) {
        Scope everything = Scope.everything(rows.board());
        Optional<Document> feed = data.feed(everything, name, rows.board());
        if (feed.isPresent()) {
            return feed;
        }
        return switch (name) {
            case "not-affected" ->
                found(page(
                        "not-affected", "not-affected.title", everything, Map.of("page", ListPages.notAffected(rows))));
            case "follow" -> found(page("follow", "follow.title", everything, Map.of("base", properties.baseUrl())));
            case "accessibility" ->
                found(page(
                        "accessibility", "accessibility.title", everything, Map.of("contact", properties.contact())));
            case "cap.atom" -> Optional.of(data.capIndex(rows.board()));
            default -> Optional.empty();
        };
    }

    private Optional<Document> council(String id, String rest, Rows rows) {
        NoticeBoard board = rows.board();
        Optional<Scope> scope = Scope.council(board, id);
        if (scope.isEmpty()) {
            return Optional.empty();
        }
        Embeds embeds = new Embeds(board.member(id).orElseThrow(), scope.get(), texts);
        return switch (rest) {
            case "" ->
                ListPages.council(id, rows)
                        .map(council -> Document.page(
                                200,
                                pages.render(
                                        "council",
                                        council.name(),
                                        scope.get(),
                                        Map.of("page", council, "base", properties.baseUrl()))));
            case "badge.svg" -> Optional.of(Document.of("image/svg+xml", embeds.badge()));
            case "banner" -> Optional.of(banner(embeds));
            case "service-status.json" -> Optional.of(SiteData.json(embeds.drupal(properties.baseUrl())));
            default ->
                rest.startsWith("api/v2/")
                        ? data.statuspage(scope.get(), rest.substring("api/v2/".length()), board)
                        : data.feed(scope.get(), rest, board);
        };
    }

    private Document banner(Embeds embeds) {
        Map<String, Object> model = Map.of("page", embeds, "base", properties.baseUrl());
        return Document.forFrames(pages.render("banner", embeds.council().name(), embeds.scope(), model));
    }

    private Optional<Document> service(String slug, String rest, Rows rows) {
        if (!rest.isEmpty()) {
            return Scope.service(rows.board(), slug).flatMap(scope -> data.feed(scope, rest, rows.board()));
        }
        return ListPages.service(slug, rows)
                .flatMap(service -> Scope.service(rows.board(), slug)
                        .map(scope -> Document.page(
                                200, pages.render("service", service.name(), scope, Map.of("page", service)))));
    }

    private Optional<Document> incident(String id, String rest, Rows rows) {
        Optional<Scope> scope = Scope.incident(rows.board(), id);
        if (scope.isEmpty() || !rest.isEmpty()) {
            return scope.flatMap(found -> data.feed(found, rest, rows.board()));
        }
        IncidentPage page = IncidentPage.of(rows.board().incident(id).orElseThrow(), rows);
        return Optional.of(
                Document.page(200, pages.render("incident", page.headline(), scope.get(), Map.of("page", page))));
    }

    private Optional<Document> archive(String month, Rows rows) {
        Optional<ListPages.Archive> archive = month.isEmpty()
                ? Optional.of(ListPages.archive(rows))
                : month(month).flatMap(of -> ListPages.archive(of, rows));
        return archive.map(page -> Document.page(
                200, pages.render("archive", page.title(), Scope.everything(rows.board()), Map.of("page", page))));
    }

    private static Optional<YearMonth> month(String text) {
        try {
            return Optional.of(YearMonth.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String page(String template, String titleKey, Scope scope, Map<String, ?> model) {
        return pages.render(template, texts.say(titleKey), scope, model);
    }

    private static Optional<Document> found(String html) {
        return Optional.of(Document.page(200, html));
    }
}
