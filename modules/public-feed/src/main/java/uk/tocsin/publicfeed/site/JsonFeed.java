package uk.tocsin.publicfeed.site;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Entries as a JSON Feed 1.1; the names are those of that standard. */
@JsonNaming(SnakeCaseStrategy.class)
record JsonFeed(String version, String title, String homePageUrl, String feedUrl, String language, List<Item> items) {

    /** One entry. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Item(
            String id,
            String url,
            String title,
            String contentText,
            Instant datePublished,
            Instant dateModified,
            List<Author> authors) {}

    /** Who speaks. */
    record Author(String name) {}

    static JsonFeed of(String title, Scope scope, URI baseUrl, List<FeedEntry> entries) {
        return new JsonFeed(
                "https://jsonfeed.org/version/1.1",
                title,
                baseUrl + scope.page(),
                baseUrl + scope.feed(FeedFormat.JSON),
                "en-GB",
                entries.stream().map(entry -> item(entry, baseUrl)).toList());
    }

    private static Item item(FeedEntry entry, URI baseUrl) {
        return new Item(
                entry.id(),
                baseUrl + entry.path(),
                entry.title(),
                entry.text(),
                entry.published(),
                entry.updated(),
                List.of(new Author(entry.author())));
    }
}
