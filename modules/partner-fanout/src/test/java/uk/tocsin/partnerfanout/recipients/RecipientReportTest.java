package uk.tocsin.partnerfanout.recipients;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.tocsin.partnerfanout.Examples.EAST_KENT;
import static uk.tocsin.partnerfanout.Examples.circles;
import static uk.tocsin.partnerfanout.Examples.incident;
import static uk.tocsin.partnerfanout.Examples.members;
import static uk.tocsin.partnerfanout.Examples.section;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.contracts.Told;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.partnerfanout.Examples;
import uk.tocsin.partnerfanout.projection.Projected;
import uk.tocsin.partnerfanout.recipients.RecipientReport.Reason;
import uk.tocsin.partnerfanout.recipients.RecipientReport.Sent;

class RecipientReportTest {

    private static final Taken BY_KAFKA = new Taken(Taken.Answer.YES, new TreeSet<>(Set.of(Taken.Way.KAFKA)));

    @Test
    void showsWhatEachWasSentAndWhyOthersWereNot() {
        var report = report(after(null, 1, Tlp.AMBER, circles("east-kent")), EAST_KENT);

        assertThat(report.recipients())
                .containsExactly(
                        new Sent("dover", new Told(1, false, Examples.TIME), BY_KAFKA),
                        new Sent("thanet", new Told(1, false, Examples.TIME), Taken.UNKNOWN));
        assertThat(report.withheld()).isEqualTo(Map.of("ashford", Reason.NOT_IN_AUDIENCE));
    }

    @Test
    void strictLabelWithholdsFromWhoIsOnlyInACircle() {
        Audience audience = Audience.newBuilder(members("thanet"))
                .setCircles(circles("east-kent").getCircles())
                .build();

        var report = report(after(null, 1, Tlp.AMBER_STRICT, audience), EAST_KENT);

        assertThat(report.withheld())
                .isEqualTo(Map.of("ashford", Reason.NOT_IN_AUDIENCE, "dover", Reason.NOT_NAMED_FOR_STRICT));
    }

    @Test
    void redIsWithheldFromEverybody() {
        assertThat(report(after(null, 1, Tlp.RED, circles("east-kent")), EAST_KENT)
                        .withheld())
                .isEqualTo(Map.of(
                        "ashford", Reason.LABEL_IS_RED, "dover", Reason.LABEL_IS_RED, "thanet", Reason.LABEL_IS_RED));
    }

    @Test
    void incidentWithoutWordsForPartnersIsWithheldForWantOfThem() {
        LedgerEntry entry = Projected.ledger(incident(1, EventKind.DECLARED).build(), EAST_KENT, null);

        assertThat(report(entry, EAST_KENT).withheld().values()).containsOnly(Reason.NO_SECTION);
    }

    @Test
    void whoWasToldOfAWithdrawalStaysAmongTheRecipients() {
        LedgerEntry first = after(null, 1, Tlp.AMBER, circles("east-kent"));

        var report = report(after(first, 2, Tlp.AMBER, members("dover")), EAST_KENT);

        assertThat(report.recipients()).contains(new Sent("thanet", new Told(2, true, Examples.TIME), Taken.UNKNOWN));
    }

    @Test
    void whoHasJustJoinedIsAboutToBeSentIt() {
        LedgerEntry entry = after(null, 1, Tlp.AMBER, circles("east-kent"));
        Directory wider = EAST_KENT.with(Examples.circle("east-kent", "canterbury", "thanet", "dover", "ashford"));

        assertThat(report(entry, wider).withheld()).isEqualTo(Map.of("ashford", Reason.ABOUT_TO_BE_SENT));
    }

    @Test
    void memberThatMayNotReceiveIsShownWithThatReason() {
        Directory without = EAST_KENT.with(Examples.member("ashford", true, List.of(Role.PUBLISHER)));

        assertThat(report(afterIn(without, members("dover", "ashford")), without)
                        .withheld())
                .containsEntry("ashford", Reason.NO_ROLE);
    }

    @Test
    void answerNamesMembersAndNothingThatTheIncidentSays() {
        String answer = report(after(null, 1, Tlp.AMBER, circles("east-kent")), EAST_KENT)
                .json()
                .toString();

        assertThat(answer)
                .isEqualTo("{\"incidentId\":\"canterbury.2024-01-cyber\",\"publisher\":\"canterbury\",\"revision\":1,"
                        + "\"open\":true,\"tlp\":\"TLP:AMBER\",\"recipients\":["
                        + "{\"member\":\"dover\",\"revision\":1,\"withdrawn\":false,"
                        + "\"sentAt\":\"2024-01-19T09:00:00Z\",\"taken\":\"yes\",\"takenBy\":[\"kafka\"]},"
                        + "{\"member\":\"thanet\",\"revision\":1,\"withdrawn\":false,"
                        + "\"sentAt\":\"2024-01-19T09:00:00Z\",\"taken\":\"unknown\"}],"
                        + "\"withheld\":[{\"member\":\"ashford\",\"reason\":\"not-in-audience\"}]}");
    }

    private static RecipientReport report(LedgerEntry entry, Directory directory) {
        return RecipientReport.of(entry, directory, memberId -> memberId.equals("dover") ? BY_KAFKA : Taken.UNKNOWN);
    }

    private static LedgerEntry afterIn(Directory directory, Audience audience) {
        var event = incident(1, EventKind.DECLARED)
                .setPartnerSection(section(Tlp.AMBER, audience))
                .build();
        return Projected.ledger(event, directory, null);
    }

    private static LedgerEntry after(@Nullable LedgerEntry before, int revision, Tlp tlp, Audience audience) {
        var event = incident(revision, revision == 1 ? EventKind.DECLARED : EventKind.UPDATED)
                .setPartnerSection(section(tlp, audience))
                .build();
        return Projected.ledger(event, EAST_KENT, before);
    }
}
