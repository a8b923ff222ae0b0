package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.SubjectType;

class FeedTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static List<FeedEntry> entries(PublicNotice... notices) {
        return FeedEntries.of(NoticeBoard.EMPTY.with(List.of(notices)), Notices.PROPERTIES.baseUrl(), 100);
    }

    private static SyndFeed atom(PublicNotice... notices) throws FeedException {
        return new SyndFeedInput().build(new StringReader(AtomFeed.write(Notices.PROPERTIES, entries(notices))));
    }

    private static JsonNode json(PublicNotice... notices) {
        return MAPPER.readTree(MAPPER.writeValueAsString(JsonFeed.of(Notices.PROPERTIES, entries(notices))));
    }

    @Test
    void atomSaysWhatTheBoardSays() throws FeedException {
        var feed = atom(
                Notices.incident(1, EventKind.DECLARED, "<b>We</b> are \u0000 looking & fixing"),
                Notices.service(2, ServiceState.MAJOR_OUTAGE, "down"));

        assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
        assertThat(feed.getEntries())
                .extracting(SyndEntry::getTitle)
                .containsExactly(
                        "Canterbury City Council: Planning, unavailable", "Canterbury City Council: Headline 1");
        var incident = feed.getEntries().get(1);
        assertThat(incident.getContents().get(0).getValue())
                .contains(
                        "<b>We</b> are  looking & fixing",
                        "not believed",
                        "Published by Canterbury City Council, which says that this is also the statement of Dover");
        assertThat(incident.getLink()).isEqualTo("https://notices.example/incidents/canterbury.2024-01-cyber");
        assertThat(incident.getUpdatedDate()).isEqualTo(Notices.START);
    }

    @Test
    void updateKeepsItsIdAndIsLater() throws FeedException {
        var first = atom(Notices.incident(1, EventKind.DECLARED, "first"))
                .getEntries()
                .get(0);
        var second = atom(
                        Notices.incident(1, EventKind.DECLARED, "first"),
                        Notices.incident(2, EventKind.UPDATED, "second"))
                .getEntries()
                .get(0);

        assertThat(second.getUri()).isEqualTo(first.getUri());
        assertThat(second.getUpdatedDate()).isAfter(first.getUpdatedDate());
        assertThat(second.getPublishedDate()).isEqualTo(first.getPublishedDate());
    }

    @Test
    void withdrawnEntriesHaveNoText() {
        var feed = json(
                Notices.incident(1, EventKind.DECLARED, "secret slip"),
                Notices.service(1, ServiceState.DEGRADED, "secret slip"),
                Notices.withdrawal(SubjectType.INCIDENT, Notices.INCIDENT, 2),
                Notices.withdrawal(SubjectType.SERVICE, Notices.SERVICE, 2));

        assertThat(feed.toString()).doesNotContain("secret slip", "Headline", "Planning");
        assertThat(feed.get("items"))
                .hasSize(2)
                .allSatisfy(
                        item -> assertThat(item.get("content_text").asString()).contains("withdrawn"));
    }

    @Test
    void jsonFeedHasTheNamesOfItsStandard() {
        var feed = json(Notices.incident(1, EventKind.DECLARED, "text"));

        assertThat(feed.get("version").asString()).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.get("feed_url").asString()).isEqualTo("https://notices.example/feed.json");
        var item = feed.get("items").get(0);
        assertThat(item.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "url", "title", "content_text", "date_published", "date_modified", "authors");
        assertThat(item.get("date_published").asString()).isEqualTo("2024-01-18T14:05:00Z");
    }

    @Test
    void feedIsLimitedToTheLatest() {
        var board = NoticeBoard.EMPTY.with(List.of(
                Notices.incident(1, EventKind.DECLARED, "older"), Notices.service(2, ServiceState.DEGRADED, "newer")));

        assertThat(FeedEntries.of(board, Notices.PROPERTIES.baseUrl(), 1))
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).contains("newer"));
    }

    @Test
    void emptyBoardIsStillAFeed() throws FeedException {
        assertThat(atom().getEntries()).isEmpty();
    }
}
