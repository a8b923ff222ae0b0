package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.SubjectType;

class FeedTest {

    private static SyndFeed feed(String path, PublicNotice... notices) throws FeedException {
        return new SyndFeedInput().build(new StringReader(Notices.at(path, Notices.NOW, notices)));
    }

    private static JsonNode json(PublicNotice... notices) {
        return JsonMapper.shared().readTree(Notices.at("/feed.json", Notices.NOW, notices));
    }

    @Test
    void atomSaysWhatTheBoardSays() throws FeedException {
        var feed = feed(
                "/feed.atom",
                Notices.incident(1, EventKind.DECLARED, "<b>We</b> are \u0000 looking & fixing"),
                Notices.service(2, ServiceState.MAJOR_OUTAGE, "down"));

        assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
        assertThat(feed.getEntries())
                .extracting(SyndEntry::getTitle)
                .containsExactly(
                        "Canterbury City Council: Planning: Unavailable", "Canterbury City Council: Headline 1");
        var incident = feed.getEntries().get(1);
        assertThat(incident.getContents().get(0).getValue())
                .contains("<b>We</b> are  looking & fixing", "not believed")
                .contains("Published by Canterbury City Council, which says that this is also the statement of Dover");
        assertThat(incident.getLink()).isEqualTo("https://notices.example/incidents/canterbury.2024-01-cyber");
        assertThat(incident.getUpdatedDate()).isEqualTo(Notices.START);
    }

    @Test
    void rssSaysTheSameWithLastingIds() throws FeedException {
        var feed = feed("/feed.rss", Notices.story());

        assertThat(feed.getFeedType()).isEqualTo("rss_2.0");
        assertThat(feed.getEntries()).hasSize(6);
        assertThat(feed.getEntries())
                .extracting(SyndEntry::getUri)
                .containsExactlyElementsOf(feed("/feed.atom", Notices.story()).getEntries().stream()
                        .map(SyndEntry::getUri)
                        .toList());
        assertThat(Notices.at("/feed.rss", Notices.NOW, Notices.story()))
                .contains("<guid isPermaLink=\"false\">urn:uuid:", "rel=\"self\"")
                .doesNotContain("<author>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"atom", "rss"})
    void councilServiceAndIncidentHaveFeedsOfTheirOwn(String extension) throws FeedException {
        assertThat(feed("/councils/thanet/feed." + extension, Notices.story()).getEntries())
                .extracting(SyndEntry::getTitle)
                .containsExactlyInAnyOrder(
                        "Thanet District Council: Planning: Limited", "Thanet District Council: Withdrawn notice");
        assertThat(feed("/services/planning/feed." + extension, Notices.story()).getEntries())
                .hasSize(4);
        assertThat(feed("/incidents/" + Notices.INCIDENT + "/feed." + extension, Notices.story())
                        .getEntries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getTitle()).endsWith("Planning is not available"));
    }

    @Test
    void updateKeepsItsIdAndIsLater() throws FeedException {
        var first = feed("/feed.atom", Notices.incident(1, EventKind.DECLARED, "first"))
                .getEntries()
                .get(0);
        var second = feed(
                        "/feed.atom",
                        Notices.incident(1, EventKind.DECLARED, "first"),
                        Notices.incident(2, EventKind.UPDATED, "second"))
                .getEntries()
                .get(0);

        assertThat(second.getUri()).isEqualTo(first.getUri());
        assertThat(second.getUpdatedDate()).isAfter(first.getUpdatedDate());
        assertThat(second.getPublishedDate()).isEqualTo(first.getPublishedDate());
    }

    @Test
    void withdrawnEntryIsMarkedAsDeletedAndItsWordsAreOverwritten() throws FeedException {
        var notices = new PublicNotice[] {
            Notices.incident(1, EventKind.DECLARED, "secret slip"),
            Notices.withdrawal(SubjectType.INCIDENT, Notices.INCIDENT, 2)
        };
        var entry = feed("/feed.atom", notices).getEntries().get(0);

        assertThat(entry.getContents().get(0).getValue())
                .isEqualTo("What was said here has been withdrawn and no longer stands.");
        assertThat(Notices.at("/feed.atom", Notices.NOW, notices))
                .contains("<at:deleted-entry xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" ref=\""
                        + entry.getUri() + "\" when=\"2024-01-18T14:06:00Z\"")
                .doesNotContain("secret slip");
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

        assertThat(FeedEntries.of(Scope.everything(board), board, Texts.english(), 1))
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).contains("newer"));
    }

    @Test
    void emptyBoardIsStillAFeed() throws FeedException {
        assertThat(feed("/feed.atom").getEntries()).isEmpty();
        assertThat(feed("/feed.rss").getEntries()).isEmpty();
        assertThat(feed("/cap.atom").getEntries()).isEmpty();
    }
}
