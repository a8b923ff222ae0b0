package uk.tocsin.publicfeed.site;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What the site has for programs: feeds, alerts of CAP, and the answers of Statuspage. */
record SiteData(PublicFeedProperties properties, Texts texts) {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** A value as JSON. */
    static Document json(Object value) {
        return Document.of("application/json", MAPPER.writeValueAsBytes(value));
    }

    /** The latest alerts of CAP, as Atom. */
    Document capIndex(NoticeBoard board) {
        return Document.of(
                FeedFormat.ATOM.type(),
                CapIndex.write(properties.title(), properties.baseUrl(), alerts(board), properties.feedEntries()));
    }

    /** One alert of CAP, by the incident that it is of and the name of its file. */
    Optional<Document> cap(String incidentId, String file, NoticeBoard board) {
        return board.incident(incidentId).stream()
                .flatMap(incident ->
                        CapIndex.alerts(incident, board, properties.baseUrl(), properties.capStatus(), texts))
                .filter(alert -> file.equals(alert.entry().revision() + ".xml"))
                .findFirst()
                .map(alert -> Document.of(CapAlert.TYPE, alert.write()));
    }

    /** Every alert of CAP that there is. */
    Stream<CapAlert> alerts(NoticeBoard board) {
        return CapIndex.alerts(board, properties.baseUrl(), properties.capStatus(), texts);
    }

    /** A file of Statuspage. */
    Optional<Document> statuspage(Scope scope, String file, NoticeBoard board) {
        return new StatuspageAnswers(
                        scope, board, properties.title(), properties.baseUrl(), texts, properties.statuspageIncidents())
                .answer(file)
                .map(SiteData::json);
    }

    /** A feed, by the name of its file. */
    Optional<Document> feed(Scope scope, String file, NoticeBoard board) {
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
}
