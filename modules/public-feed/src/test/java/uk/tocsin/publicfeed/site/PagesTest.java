package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.SubjectType;

class PagesTest {

    private static final String MARKUP = "<script>alert('x')</script><img src=x onerror=y>\"'";
    private static final Instant NOW = Notices.NOW;

    private static String home(PublicNotice... notices) {
        return Notices.at("/", NOW, notices);
    }

    private static String filtered(Filter filter) {
        var board = NoticeBoard.EMPTY.with(List.of(Notices.story()));
        return new String(
                Notices.site().at("/", filter, board, NOW).orElseThrow().body(), StandardCharsets.UTF_8);
    }

    private static String incident(Instant now, PublicNotice... notices) {
        return Notices.at("/incidents/" + Notices.INCIDENT, now, notices);
    }

    @Test
    void firstPageNamesWhatIsAffected() {
        var html = home(
                Notices.incident(1, EventKind.DECLARED, "text"),
                Notices.service(1, ServiceState.RESTRICTED, "Use with care"));

        assertThat(html)
                .contains("<html lang=\"en-GB\"", "Skip to main content", "<h1", "Canterbury City Council")
                .contains("Limited", "Use with care", "What you can do instead: Telephone us")
                .contains("href=\"/incidents/canterbury.2024-01-cyber\"", "Being investigated")
                .contains("href=\"/services/planning\"", "1 council affected")
                .contains("href=\"/feed.atom\"", "href=\"/feed.json\"", "href=\"/feed.rss\"", "href=\"/cap.atom\"")
                .doesNotContain("th:");
    }

    @Test
    void firstPageSaysPlainlyThatNothingIsAffected() {
        assertThat(home(Notices.service(1, ServiceState.OPERATIONAL, "fine")))
                .contains("Nothing is reported as affected now.", "Councils that report nothing now")
                .doesNotContain("Because of a security incident");
        assertThat(home()).contains("No council has published a notice here.");
    }

    /** Once, the first page listed a council that signs the statement of another among those that report nothing, without a word. */
    @Test
    void councilThatAnotherNamesIsNotAffectedButIsNotListedAsIfAllWereWell() {
        PublicNotice dover = Notices.serviceOf("dover", "Dover District Council", ServiceState.OPERATIONAL);
        PublicNotice incident = Notices.incident(1, EventKind.DECLARED, "text");
        String named = "<a class=\"govuk-link\" href=\"/incidents/canterbury.2024-01-cyber\">"
                + "Named in a statement of Canterbury City Council</a>";

        assertThat(home(incident, dover))
                .contains("Problems or planned work are reported by Canterbury City Council.", named);
        assertThat(Notices.at("/councils/dover", NOW, incident, dover))
                .contains("No problems reported by this council itself", "Named by other councils", "Headline 1")
                .contains("says that it is also the statement of Dover District Council:");
        assertThat(Notices.at("/councils/canterbury", NOW, incident, dover)).doesNotContain("Named by other councils");
        assertThat(Notices.at("/councils/dover/badge.svg", NOW, incident, dover))
                .contains("No problems reported");
        assertThat(filtered(new Filter("dover", "", "")))
                .contains("Nothing is reported for what you chose, but 1 council is named in a statement")
                .contains("notices-summary--named");
        assertThat(home(incident, Notices.incident(2, EventKind.RESOLVED, "over"), dover))
                .doesNotContain("Named in a statement");
    }

    @Test
    void councilThatManyNameHasOneSentence() {
        PublicNotice other = Notices.incident(1, EventKind.DECLARED, "text");
        other.put("subjectId", "thanet.2024-01-cyber");
        other.put("publisher", "thanet");
        other.put("publisherName", "Thanet District Council");

        assertThat(home(
                        Notices.incident(1, EventKind.DECLARED, "text"),
                        other,
                        Notices.serviceOf("dover", "Dover District Council", ServiceState.OPERATIONAL)))
                .contains("href=\"/councils/dover\">Named in 2 statements of other councils</a>");
    }

    /** Once, a council with an incident and no service, or the other way round, had a list of nothing, which screen readers announce. */
    @Test
    void noListIsEmpty() {
        PublicNotice incident = Notices.incident(1, EventKind.DECLARED, "text");
        PublicNotice service = Notices.service(1, ServiceState.RESTRICTED, "Use with care");

        assertThat(List.of(
                        home(incident),
                        home(service),
                        Notices.at("/councils/canterbury", NOW, incident),
                        Notices.at("/archive", NOW, incident)))
                .noneMatch(html -> html.matches("(?s).*<ul class=\"notices-list\">\\s*</ul>.*"));
    }

    @Test
    void filtersLeaveOnlyWhatWasChosen() {
        assertThat(filtered(new Filter("thanet", "", "")))
                .contains("Example message of Thanet", "<option value=\"thanet\" selected=\"selected\"")
                .doesNotContain("Planning is down.");
        assertThat(filtered(new Filter("", "Kent", "planning")))
                .contains("Planning is down.", "Example message of Thanet");
        assertThat(filtered(new Filter("", "Surrey", "")))
                .contains("Nothing is reported as affected for what you chose.", "Show everything");
        assertThat(filtered(new Filter("", "", "maps"))).doesNotContain("Planning is down.");
    }

    @Test
    void incidentPageHasStatementServicesDataAndPromise() {
        var html = incident(
                NOW,
                Notices.service(1, ServiceState.MAJOR_OUTAGE, "down"),
                Notices.incident(1, EventKind.DECLARED, "first paragraph\n\nsecond paragraph"));

        assertThat(html)
                .contains("<p class=\"govuk-body\">second paragraph</p>")
                .contains("Published by Canterbury City Council, which says that this is also the statement of "
                        + "Dover District Council.")
                .contains("Planning", "Unavailable", "What you can do instead: Telephone us")
                .contains("It is not believed that personal data has been affected.")
                .contains("The next update is due by 19 January 2024 at 2:05pm.")
                .contains("First notice, <time datetime=\"2024-01-18T14:05:00Z\">18 January 2024 at 2:05pm</time>")
                .contains("href=\"/incidents/canterbury.2024-01-cyber/feed.atom\"");
    }

    /** Once, a page headed its first notice as an update, which told of an earlier one that was not for the public. */
    @Test
    void firstNoticeThatIsPublicIsTheFirstEverywhere() {
        for (EventKind kind : List.of(EventKind.UPDATED, EventKind.CORRECTED)) {
            PublicNotice notice = Notices.incident(2, kind, "text");

            assertThat(incident(NOW, notice))
                    .contains("First notice, <time datetime=\"2024-01-18T14:06:00Z\">")
                    .doesNotContain("Update,", "Correction,", "corrects what was said");
            assertThat(Notices.at("/cap/" + Notices.INCIDENT + "/2.xml", NOW, notice))
                    .contains("<msgType>Alert</msgType>")
                    .doesNotContain("<references>", "<note>");
            for (String path : List.of("/cap.atom", "/feed.atom", "/feed.rss", "/feed.json")) {
                assertThat(Notices.at(path, NOW, notice)).as(path).contains("First notice");
            }
            assertThat(incident(NOW, notice, Notices.incident(3, EventKind.UPDATED, "more")))
                    .contains("Update, <time datetime=\"2024-01-18T14:07:00Z\">", "First notice, <time");
        }
    }

    @Test
    void brokenPromiseIsOverdue() {
        PublicNotice notice = Notices.incident(1, EventKind.DECLARED, "text");
        String overdue = "Overdue: the next update was due by 19 January 2024 at 2:05pm.";

        assertThat(incident(NOW, notice)).doesNotContain("Overdue");
        assertThat(incident(NOW.plus(Duration.ofDays(2)), notice)).contains(overdue);
        assertThat(Notices.at("/", NOW.plus(Duration.ofDays(2)), notice)).contains(overdue);
    }

    /** Once, the page of an incident with one notice said everything twice. */
    @Test
    void onlyNoticeIsNotRepeatedInItsHistory() {
        PublicNotice first = Notices.incident(1, EventKind.DECLARED, "the only statement");

        assertThat(incident(NOW, first)).contains("First notice, <time").containsOnlyOnce("the only statement");
        assertThat(incident(NOW, first, Notices.incident(2, EventKind.UPDATED, "the second")))
                .containsOnlyOnce("the only statement");
    }

    @Test
    void correctionIsMarkedOnBothNotices() {
        assertThat(incident(
                        NOW,
                        Notices.incident(1, EventKind.DECLARED, "wrong"),
                        Notices.incident(2, EventKind.CORRECTED, "right")))
                .contains("This notice corrects what was said before.")
                .contains("This notice was corrected by the one after it.")
                .contains("Correction, <time datetime=\"2024-01-18T14:06:00Z\">");
    }

    @Test
    void withdrawnIncidentShowsThatAndNoText() {
        var notices = new PublicNotice[] {
            Notices.incident(1, EventKind.DECLARED, "secret slip"),
            Notices.service(1, ServiceState.DEGRADED, "secret slip"),
            Notices.withdrawal(SubjectType.INCIDENT, Notices.INCIDENT, 2),
            Notices.withdrawal(SubjectType.SERVICE, Notices.SERVICE, 2)
        };

        assertThat(incident(NOW, notices))
                .contains("Withdrawn notice", "It no longer stands.", "The text of this notice has been withdrawn.")
                .doesNotContain("secret slip", "Headline 1");
        for (String path : List.of("/", "/councils/canterbury", "/services/planning", "/archive/2024-01")) {
            assertThat(Notices.at(path, NOW, notices)).as(path).doesNotContain("secret slip", "Headline 1");
        }
        assertThat(Notices.at("/councils/canterbury", NOW, notices)).contains("Withdrawn");
    }

    @Test
    void councilPageHasItsServicesIncidentsAndFeeds() {
        assertThat(Notices.at("/councils/canterbury", NOW, Notices.story()))
                .contains(
                        "Canterbury City Council",
                        "Kent",
                        "1 service affected",
                        "Planning is down.",
                        "Planning is not available")
                .contains(
                        "href=\"/councils/canterbury/feed.atom\"", "https://notices.example/councils/canterbury/banner")
                .doesNotContain("Thanet");
    }

    /** Once, the page said that one service was affected where the open incident named three. */
    @Test
    void servicesThatAnOpenIncidentNamesAreCountedAsAffected() {
        PublicNotice incident = Notices.affecting(
                Notices.incident(1, EventKind.DECLARED, "text"), "planning", "maps", "committee-papers");

        assertThat(Notices.at(
                        "/councils/canterbury", NOW, incident, Notices.service(1, ServiceState.MAJOR_OUTAGE, "down")))
                .contains("3 services affected")
                .contains("with no state of their own here: Example committee-papers and Example maps.");
        assertThat(Notices.at(
                        "/councils/canterbury", NOW, incident, Notices.service(1, ServiceState.OPERATIONAL, "back")))
                .contains("2 services affected");
        assertThat(Notices.at(
                        "/councils/canterbury",
                        NOW,
                        incident,
                        Notices.affecting(Notices.incident(2, EventKind.RESOLVED, "over"), "maps")))
                .contains("No problems reported")
                .doesNotContain("no state of their own");
    }

    @Test
    void servicePageComparesCouncils() {
        assertThat(Notices.at("/services/planning", NOW, Notices.story()))
                .contains("2 of 3 councils report a problem with this service.")
                .contains("Canterbury City Council", "Thanet District Council", "Working normally")
                .contains("href=\"/councils/dover\"", "Planning is not available");
    }

    @Test
    void archiveIsByTheMonthOfTheFirstNotice() {
        assertThat(Notices.at("/archive", NOW, Notices.story()))
                .contains("href=\"/archive/2024-01\"", "January 2024", "3 incidents");
        assertThat(Notices.at("/archive/2024-01", NOW, Notices.story()))
                .contains(
                        "Notices first published in January 2024", "Planning is not available", "We are not affected");
        assertThat(Notices.site().at("/archive/2023-12", Filter.NONE, NoticeBoard.EMPTY, NOW))
                .isEmpty();
    }

    @Test
    void whoIsNotAffectedIsListedInItsOwnWords() {
        assertThat(Notices.at("/not-affected", NOW, Notices.story()))
                .contains("Ashford Borough Council: We are not affected", "Ours is unrelated.")
                .contains("Published by Ashford Borough Council.")
                .doesNotContain("Canterbury");
        assertThat(Notices.at("/not-affected", NOW)).contains("No council has published that it is not affected.");
    }

    @Test
    void markupInTextStaysText() {
        PublicNotice incident = Notices.incident(1, EventKind.DECLARED, MARKUP, MARKUP);
        incident.put("publisherName", MARKUP);
        PublicNotice service = Notices.service(1, ServiceState.DEGRADED, MARKUP);
        service.put("publisherName", MARKUP);

        for (String path : List.of(
                "/",
                "/incidents/" + Notices.INCIDENT,
                "/councils/canterbury",
                "/services/planning",
                "/archive/2024-01",
                "/councils/canterbury/banner",
                "/councils/canterbury/badge.svg")) {
            assertThat(Notices.at(path, NOW, incident, service))
                    .as(path)
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>", "<img src=x");
        }
    }

    @Test
    void nameOfACouncilThatSignsInAnothersNameIsShown() {
        PublicNotice notice = Notices.incident(1, EventKind.DECLARED, "text");
        Objects.requireNonNull(notice.getIncident()).put("signatories", List.of("dover"));
        notice.getIncident().put("signatoryNames", List.of("Dover District Council"));

        assertThat(incident(NOW, notice))
                .contains("Published by Canterbury City Council, which says that this is the statement of Dover");
    }

    @Test
    void noticeOfTheFirstVersionIsShownWithIds() {
        PublicNotice notice = Notices.incident(1, EventKind.DECLARED, "text");
        notice.put("publisherName", "");
        Objects.requireNonNull(notice.getIncident()).put("signatoryNames", List.of());

        assertThat(incident(NOW, notice))
                .contains("Published by canterbury, which says that this is also the statement of dover.");
    }

    @Test
    void headlineThatLooksLikeNoIsShown() {
        assertThat(incident(
                        NOW,
                        Notices.incident(1, EventKind.DECLARED, "off", "text"),
                        Notices.incident(2, EventKind.UPDATED, "on", "text")))
                .contains("<p class=\"govuk-body govuk-!-font-weight-bold\">off</p>");
    }

    @Test
    void plainPagesRender() {
        Site site = Notices.site();

        assertThat(new String(site.notFound(NoticeBoard.EMPTY).body(), StandardCharsets.UTF_8))
                .contains("Page not found");
        assertThat(new String(site.unavailable().body(), StandardCharsets.UTF_8))
                .contains("Sorry, this page is not ready");
        assertThat(Notices.at("/accessibility", NOW)).contains("Write to example@notices.example.");
    }
}
