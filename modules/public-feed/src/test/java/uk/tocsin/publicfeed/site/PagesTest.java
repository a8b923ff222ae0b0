package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.SubjectType;

class PagesTest {

    private static final String MARKUP = "<script>alert('x')</script><img src=x onerror=y>\"'";
    private static final Instant NOW = Notices.START.plus(Duration.ofHours(1));
    private static final SpringTemplateEngine ENGINE = new SpringTemplateEngine();

    @BeforeAll
    static void readTemplatesFromClasspath() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        ENGINE.setTemplateResolver(resolver);
    }

    private static String render(String template, Map<String, Object> model) {
        var context = new Context(Locale.UK, model);
        context.setVariable("site", "Example notices");
        return ENGINE.process("public-feed/" + template, context);
    }

    private static String home(PublicNotice... notices) {
        var board = NoticeBoard.EMPTY.with(List.of(notices));
        return render("home", Map.of("page", HomePage.of(board, NOW)));
    }

    private static String incident(Instant now, PublicNotice... notices) {
        var board = NoticeBoard.EMPTY.with(List.of(notices));
        var found = board.incident(Notices.INCIDENT).orElseThrow();
        return render("incident", Map.of("page", IncidentPage.of(found, board, now)));
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
                .contains("href=\"/feed.atom\"", "href=\"/feed.json\"")
                .doesNotContain("th:");
    }

    @Test
    void firstPageSaysPlainlyThatNothingIsAffected() {
        assertThat(home(Notices.service(1, ServiceState.OPERATIONAL, "fine")))
                .contains("Nothing is reported as affected now.", "Working normally")
                .doesNotContain("Because of a security incident");
        assertThat(home()).contains("No council has published a notice here.");
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
                .contains("Planning", "Unavailable")
                .contains("It is not believed that personal data has been affected.")
                .contains("The next update is due by 19 January 2024 at 2:05pm.")
                .contains("First notice, 18 January 2024 at 2:05pm");
    }

    @Test
    void brokenPromiseIsOverdue() {
        assertThat(incident(NOW.plus(Duration.ofDays(2)), Notices.incident(1, EventKind.DECLARED, "text")))
                .contains("Overdue: the next update was due by 19 January 2024 at 2:05pm.");
    }

    @Test
    void correctionIsMarkedOnBothNotices() {
        assertThat(incident(
                        NOW,
                        Notices.incident(1, EventKind.DECLARED, "wrong"),
                        Notices.incident(2, EventKind.CORRECTED, "right")))
                .contains("This notice corrects what was said before.")
                .contains("This notice was corrected by the one after it.")
                .contains("Correction, 18 January 2024 at 2:06pm");
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
        assertThat(home(notices)).contains("Withdrawn").doesNotContain("secret slip", "Headline 1");
    }

    @Test
    void markupInTextStaysText() {
        var notices = new PublicNotice[] {
            Notices.incident(1, EventKind.DECLARED, MARKUP, MARKUP), Notices.service(1, ServiceState.DEGRADED, MARKUP)
        };

        assertThat(home(notices)).contains("&lt;script&gt;").doesNotContain("<script", "<img");
        assertThat(incident(NOW, notices)).contains("&lt;script&gt;").doesNotContain("<script", "<img");
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
        assertThat(incident(NOW, Notices.incident(1, EventKind.DECLARED, "off", "text")))
                .contains("<p class=\"govuk-body govuk-!-font-weight-bold\">off</p>");
    }

    @Test
    void plainPagesRender() {
        assertThat(render("not-found", Map.of())).contains("Page not found");
        assertThat(render("unavailable", Map.of())).contains("Sorry, this page is not ready");
    }
}
