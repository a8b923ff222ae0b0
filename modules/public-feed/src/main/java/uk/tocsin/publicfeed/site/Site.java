package uk.tocsin.publicfeed.site;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole public site as a function of a path, the board and the time. What serves it over HTTP and what writes it to
 * files ask the same function.
 */
final class Site {

    private static final String JSON = "application/json";
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final PublicFeedProperties properties;
    private final PageRenderer pages;
    private final Texts texts;

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
            case "cap" -> cap(id, rest, board);
            case "api" ->
                path.startsWith("/api/v2/")
                        ? statuspage(Scope.everything(board), path.substring("/api/v2/".length()), board)
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
        Set<String> paths = new TreeSet<>(List.of(
                Addresses.HOME,
                Addresses.ARCHIVE,
                Addresses.NOT_AFFECTED,
                Addresses.FOLLOW,
                Addresses.ACCESSIBILITY,
                Addresses.CAP_INDEX));
        ListPages.months(board).keySet().forEach(month -> paths.add(Addresses.archive(month)));
        addFeeds(paths, "");
        StatuspageAnswers.FILES.forEach(file -> paths.add("/api/v2/" + file));
        for (BoardMember member : board.members()) {
            String path = Addresses.council(member.id());
            paths.addAll(List.of(path, path + "/badge.svg", path + "/banner", path + "/service-status.json"));
            addFeeds(paths, path);
            StatuspageAnswers.FILES.forEach(file -> paths.add(path + "/api/v2/" + file));
        }
        board.slugs().forEach(slug -> addPageWithFeeds(paths, Addresses.service(slug)));
        board.incidents().forEach(incident -> addPageWithFeeds(paths, Addresses.incident(incident.id())));
        alerts(board)
                .forEach(alert -> paths.add(
                        Addresses.cap(alert.incident().id(), alert.entry().revision())));
        return new ArrayList<>(paths);
    }

    private static void addPageWithFeeds(Set<String> paths, String path) {
        paths.add(path);
        addFeeds(paths, path);
    }

    private static void addFeeds(Set<String> paths, String under) {
        for (FeedFormat format : FeedFormat.values()) {
            paths.add(under + "/feed." + format.extension());
        }
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
        Optional<Document> feed = feed(everything, name, rows.board());
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
            case "cap.atom" ->
                Optional.of(Document.of(
                        FeedFormat.ATOM.type(),
                        CapIndex.write(
                                properties.title(),
                                properties.baseUrl(),
                                alerts(rows.board()),
                                properties.feedEntries())));
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
            case "service-status.json" -> json(embeds.drupal(properties.baseUrl()));
            default ->
                rest.startsWith("api/v2/")
                        ? statuspage(scope.get(), rest.substring("api/v2/".length()), board)
                        : feed(scope.get(), rest, board);
        };
    }

    private Document banner(Embeds embeds) {
        Map<String, Object> model = Map.of("page", embeds, "base", properties.baseUrl());
        return Document.forFrames(pages.render("banner", embeds.council().name(), embeds.scope(), model));
    }

    private Optional<Document> service(String slug, String rest, Rows rows) {
        if (!rest.isEmpty()) {
            return Scope.service(rows.board(), slug).flatMap(scope -> feed(scope, rest, rows.board()));
        }
        return ListPages.service(slug, rows)
                .flatMap(service -> Scope.service(rows.board(), slug)
                        .map(scope -> Document.page(
                                200, pages.render("service", service.name(), scope, Map.of("page", service)))));
    }

    private Optional<Document> incident(String id, String rest, Rows rows) {
        Optional<Scope> scope = Scope.incident(rows.board(), id);
        if (scope.isEmpty() || !rest.isEmpty()) {
            return scope.flatMap(found -> feed(found, rest, rows.board()));
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

    private Optional<Document> cap(String incidentId, String file, NoticeBoard board) {
        return board.incident(incidentId).stream()
                .flatMap(incident ->
                        CapIndex.alerts(incident, board, properties.baseUrl(), properties.capStatus(), texts))
                .filter(alert -> file.equals(alert.entry().revision() + ".xml"))
                .findFirst()
                .map(alert -> Document.of(CapAlert.TYPE, alert.write()));
    }

    private Stream<CapAlert> alerts(NoticeBoard board) {
        return CapIndex.alerts(board, properties.baseUrl(), properties.capStatus(), texts);
    }

    private Optional<Document> statuspage(Scope scope, String file, NoticeBoard board) {
        return new StatuspageAnswers(
                        scope, board, properties.title(), properties.baseUrl(), texts, properties.statuspageIncidents())
                .answer(file)
                .flatMap(Site::json);
    }

    private Optional<Document> feed(Scope scope, String file, NoticeBoard board) {
        return FeedFormat.ofFile(file).map(format -> {
            List<FeedEntry> entries = FeedEntries.of(scope, board, texts, properties.feedEntries());
            String title = scope.title().isEmpty()
                    ? properties.title()
                    : texts.say("feed.title", properties.title(), scope.title());
            URI base = properties.baseUrl();
            SyndicationFeed feed = new SyndicationFeed(title, scope, base);
            return Document.of(
                    format.type(),
                    switch (format) {
                        case ATOM -> feed.atom(entries);
                        case RSS -> feed.rss(entries);
                        case JSON -> MAPPER.writeValueAsBytes(JsonFeed.of(title, scope, base, entries));
                    });
        });
    }

    private String page(String template, String titleKey, Scope scope, Map<String, ?> model) {
        return pages.render(template, texts.say(titleKey), scope, model);
    }

    private static Optional<Document> found(String html) {
        return Optional.of(Document.page(200, html));
    }

    private static Optional<Document> json(Object value) {
        return Optional.of(Document.of(JSON, MAPPER.writeValueAsBytes(value)));
    }
}
