package uk.tocsin.publicfeed.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.mail.Letter;
import uk.tocsin.publicfeed.site.ExamplePages;

/** What a letter says and which headers it has. */
class LettersTest {

    private final Links links = new Links(Examples.seal(1));
    private final Letters letters = new Letters(ExamplePages.pages(), links, Examples.properties());
    private final Subscription resident = Examples.resident(1, Examples.EVERYTHING);

    @Test
    void noticeSaysWhoAndWhatAndHowToStop() {
        Letter letter = letter(Examples.notice(1, EventKind.DECLARED, "Planning is not available"));

        assertThat(letter.to()).isEqualTo("resident1@example.org");
        assertThat(letter.subject()).isEqualTo("Canterbury City Council: Planning is not available (First notice)");
        assertThat(letter.text())
                .contains(
                        "We are dealing with a security incident.",
                        "https://notices.example/incidents/canterbury.2024-01-cyber",
                        "https://notices.example/email/unsubscribe?t=",
                        "https://notices.example/email/privacy")
                .doesNotContain("resident1@");
    }

    @Test
    void mailProgramCanStopItWithOneClickAndNoLogin() {
        Letter letter = letter(Examples.notice(1, EventKind.DECLARED, "Headline"));

        assertThat(letter.headers()).containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        String link =
                Optional.ofNullable(letter.headers().get("List-Unsubscribe")).orElseThrow();
        assertThat(link)
                .startsWith("<https://notices.example/email/unsubscribe?t=")
                .endsWith(">");
        assertThat(links.resident(link.substring(link.indexOf("t=") + 2, link.length() - 1)))
                .contains(resident.residentId());
    }

    @Test
    void letterThatIsSentTwiceHasTheSameIdAndThoseOfOneIncidentBelongTogether() {
        Letter once = letter(Examples.notice(1, EventKind.DECLARED, "Headline"));
        Letter twice = letter(Examples.notice(1, EventKind.DECLARED, "Headline"));
        Letter later = letter(Examples.notice(2, EventKind.CORRECTED, "Other"));

        assertThat(once.headers().get("Message-ID"))
                .isEqualTo(twice.headers().get("Message-ID"))
                .isNotEqualTo(later.headers().get("Message-ID"));
        assertThat(once.headers().get("References")).isEqualTo(later.headers().get("References"));
        assertThat(once.headers().toString())
                .doesNotContain(resident.residentId().toString());
    }

    @Test
    void withdrawalSaysThatWhatWasSaidNoLongerStands() {
        Letter letter = letter(Examples.notice(2, EventKind.WITHDRAWN, ""));

        assertThat(letter.subject()).isEqualTo("Canterbury City Council: Withdrawn notice (Withdrawal)");
        assertThat(letter.text()).contains("What was said here has been withdrawn and no longer stands.");
    }

    @Test
    void letterOfConfirmationHoldsALinkAndNothingOfWhatWasAsked() {
        Request request = new Request(
                new UUID(0, 1),
                "resident@example.org",
                Examples.wish(Set.of("dover"), Set.of()),
                Examples.START.plusSeconds(60));

        Letter letter = letters.confirmation(request);

        assertThat(letter.text()).contains("It works for 24 hours:", "https://notices.example/email/confirm?t=");
        assertThat(letter.text() + letter.headers()).doesNotContain("resident@", "dover");
        assertThat(letter.headers()).isEmpty();
    }

    /** Once, a council that had told others before wrote to residents of an update to what they had never been told. */
    @Test
    void firstLetterOfAnIncidentIsAFirstNoticeWhateverWasSaidElsewhere() {
        PublicNotice notice = Examples.notice(2, EventKind.UPDATED, "Planning is not available");

        Letter first = letters.notice(notice, letters.told(notice, true), resident);
        Letter later = letters.notice(notice, letters.told(notice, false), resident);

        assertThat(first.subject()).isEqualTo("Canterbury City Council: Planning is not available (First notice)");
        assertThat(first.text()).contains("First notice").doesNotContain("Update.");
        assertThat(later.subject()).isEqualTo("Canterbury City Council: Planning is not available (Update)");
    }

    private Letter letter(PublicNotice notice) {
        return letters.notice(notice, letters.told(notice, notice.getRevision() == 1), resident);
    }
}
