package uk.tocsin.partnerfanout.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentAlert;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicSection;
import uk.tocsin.contracts.SubjectType;
import uk.tocsin.contracts.SubscriptionKind;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.partnerfanout.Examples;

/** What a chat is sent: the words of an alert, shown as they are. */
class ChatMessageTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void alertIsToldWithItsLabelFirst() {
        AlertText text = AlertText.of(alert(EventKind.DECLARED, "Planning is not available"));

        assertThat(text.title()).isEqualTo("TLP:AMBER canterbury: incident declared - Planning is not available");
        assertThat(text.lines())
                .contains("Phase: investigating", "Said in public: Example statement")
                .endsWith("canterbury.example, revision 1");
    }

    @Test
    void withdrawalSaysThatAndNoMore() {
        AlertText text = AlertText.of(alert(EventKind.WITHDRAWN, "Planning is not available"));

        assertThat(text.title()).isEqualTo("TLP:AMBER canterbury: canterbury.example is withdrawn");
        assertThat(text.lines())
                .containsExactly("What you were told of it no longer stands.", "canterbury.example, revision 1");
    }

    @Test
    void answerOfNcscIsTold() {
        assertThat(AlertText.of(Examples.response(1)).title())
                .isEqualTo("ncsc: referral accepted - canterbury.2024-01-cyber");
    }

    /** Words of councils could otherwise call everybody of a channel, or lead where nobody means to go. */
    @ParameterizedTest
    @EnumSource(names = {"SLACK", "TEAMS"})
    void markupInWordsIsShownAndNotObeyed(SubscriptionKind kind) {
        String evil = "<!channel> *bold* [here](https://evil.example) & more";
        JsonNode body = JSON.readTree(ChatMessage.body(kind, AlertText.of(alert(EventKind.DECLARED, evil))));

        assertThat(body.path("text").asString("")).doesNotContain("<!channel>");
        assertThat(body.findValuesAsString("type")).doesNotContain("mrkdwn", "TextBlock");
        assertThat(body.toString())
                .as("the words are there, in an element that takes them as they are")
                .contains(evil);
    }

    @ParameterizedTest
    @EnumSource(names = {"SLACK", "TEAMS"})
    void longWordsAreCut(SubscriptionKind kind) {
        String body = ChatMessage.body(kind, new AlertText("title", List.of("x".repeat(100_000))));

        assertThat(body.length()).isLessThan(4_000);
    }

    private static PartnerAlert alert(EventKind kind, String headline) {
        Examples.circles();
        return PartnerAlert.newBuilder()
                .setEventId(new UUID(1, 1))
                .setSubjectType(SubjectType.INCIDENT)
                .setSubjectId("canterbury.example")
                .setPublisher("canterbury")
                .setRevision(1)
                .setKind(kind)
                .setRecordedAt(Examples.TIME)
                .setTlp(Tlp.AMBER)
                .setIncident(
                        kind == EventKind.WITHDRAWN
                                ? null
                                : IncidentAlert.newBuilder()
                                        .setPhase(Phase.INVESTIGATING)
                                        .setPersonalData(PersonalData.NOT_KNOWN)
                                        .setStatement(new PublicSection(headline, "Example statement", List.of(), null))
                                        .build())
                .build();
    }
}
