package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.SubjectType;

class CapAlertTest {

    private static String alert(int revision, PublicNotice... notices) {
        return Notices.at("/cap/" + Notices.INCIDENT + "/" + revision + ".xml", Notices.NOW, notices);
    }

    @Test
    void firstNoticeIsAnAlertOfItsCouncilAndArea() {
        assertThat(alert(1, Notices.incident(1, EventKind.DECLARED, "We are <looking>.")))
                .contains("<identifier>canterbury.2024-01-cyber.1</identifier>")
                .contains("<sender>canterbury@notices.example</sender>", "<status>Exercise</status>")
                .contains("<sent>2024-01-18T14:05:00+00:00</sent>", "<msgType>Alert</msgType>")
                .contains("<senderName>Canterbury City Council</senderName>", "We are &lt;looking&gt;.")
                .contains("<valueName>GSS</valueName><value>E07000106</value>")
                .contains("<urgency>Immediate</urgency>", "<category>Security</category>")
                .doesNotContain("<references>", "<note>");
    }

    @Test
    void correctionUpdatesEveryMessageBeforeItAndSaysSo() {
        assertThat(alert(
                        3,
                        Notices.incident(1, EventKind.DECLARED, "one"),
                        Notices.incident(2, EventKind.UPDATED, "two"),
                        Notices.incident(3, EventKind.CORRECTED, "three")))
                .contains("<msgType>Update</msgType>", "<note>This notice corrects what was said before.</note>")
                .contains("<references>"
                        + "canterbury@notices.example,canterbury.2024-01-cyber.1,2024-01-18T14:05:00+00:00 "
                        + "canterbury@notices.example,canterbury.2024-01-cyber.2,2024-01-18T14:06:00+00:00"
                        + "</references>");
    }

    @Test
    void withdrawalCancelsWithoutRepeatingWhatItTakesBack() {
        assertThat(alert(
                        2,
                        Notices.incident(1, EventKind.DECLARED, "secret slip"),
                        Notices.withdrawal(SubjectType.INCIDENT, Notices.INCIDENT, 2)))
                .contains(
                        "<msgType>Cancel</msgType>",
                        "canterbury.2024-01-cyber.1,2024-01-18T14:05:00+00:00</references>")
                .contains("<urgency>Past</urgency>", "<responseType>AllClear</responseType>")
                .doesNotContain("secret slip", "Headline");
    }

    @Test
    void notAffectedIsUnlikelyAndOver() {
        assertThat(alert(1, Notices.incident(1, EventKind.NOT_AFFECTED, "not us")))
                .contains("<certainty>Unlikely</certainty>", "<urgency>Past</urgency>", "<severity>Minor</severity>")
                .doesNotContain("<category>Security</category>");
    }

    @Test
    void indexLinksToEachMessageThatStands() throws FeedException {
        var index = new SyndFeedInput().build(new StringReader(Notices.at("/cap.atom", Notices.NOW, Notices.story())));

        assertThat(index.getEntries())
                .extracting(SyndEntry::getLink)
                .containsExactlyInAnyOrder(
                        "https://notices.example/cap/canterbury.2024-01-cyber/1.xml",
                        "https://notices.example/cap/canterbury.2024-01-cyber/2.xml",
                        "https://notices.example/cap/ashford.not-affected/1.xml",
                        "https://notices.example/cap/thanet.slip/2.xml");
        assertThat(Notices.at("/cap.atom", Notices.NOW, Notices.story())).contains("type=\"application/cap+xml\"");
    }
}
