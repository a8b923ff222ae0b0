package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.SubjectType;

class NoticeBoardTest {

    private static NoticeBoard board(PublicNotice... notices) {
        return NoticeBoard.EMPTY.with(List.of(notices));
    }

    private static BoardIncident incident(NoticeBoard board) {
        return board.incident(Notices.INCIDENT).orElseThrow();
    }

    @Test
    void keepsEveryNoticeOfAnIncidentInOrder() {
        var board = board(
                Notices.incident(1, EventKind.DECLARED, "first"), Notices.incident(2, EventKind.CORRECTED, "second"));

        assertThat(incident(board).history())
                .extracting(entry -> Objects.requireNonNull(entry.incident()).getStatement())
                .containsExactly("first", "second");
        assertThat(incident(board).isOpen()).isTrue();
    }

    @Test
    void knownRevisionChangesNothing() {
        var board = board(
                Notices.incident(2, EventKind.UPDATED, "second"), Notices.incident(2, EventKind.UPDATED, "other"));

        assertThat(incident(board).history()).hasSize(1);
    }

    @Test
    void withdrawalTakesBackAllTextBeforeIt() {
        var board = board(
                Notices.incident(1, EventKind.DECLARED, "first"),
                Notices.withdrawal(SubjectType.INCIDENT, Notices.INCIDENT, 2));

        assertThat(incident(board).isWithdrawn()).isTrue();
        assertThat(incident(board).isOpen()).isFalse();
        assertThat(incident(board).history())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.incident()).isNull());
    }

    @Test
    void noticeAfterWithdrawalStandsAlone() {
        var board = board(
                Notices.incident(1, EventKind.DECLARED, "first"),
                Notices.withdrawal(SubjectType.INCIDENT, Notices.INCIDENT, 2),
                Notices.incident(3, EventKind.UPDATED, "third"));

        assertThat(incident(board).isWithdrawn()).isFalse();
        assertThat(incident(board).history().get(0).incident()).isNull();
    }

    @Test
    void resolvedAndNotAffectedAreNotOpen() {
        assertThat(incident(board(Notices.incident(1, EventKind.RESOLVED, "over")))
                        .isOpen())
                .isFalse();
        assertThat(incident(board(Notices.incident(1, EventKind.NOT_AFFECTED, "not us")))
                        .isOpen())
                .isFalse();
    }

    @Test
    void serviceShowsItsLastState() {
        var board = board(
                Notices.service(1, ServiceState.MAJOR_OUTAGE, "down"), Notices.service(2, ServiceState.DEGRADED, "up"));

        var service = board.service(Notices.SERVICE).orElseThrow();

        assertThat(service.isAffected()).isTrue();
        assertThat(Objects.requireNonNull(service.content()).getState()).isEqualTo(ServiceState.DEGRADED);
        assertThat(service.firstNoticeAt()).isEqualTo(Notices.START);
    }

    @Test
    void withdrawnServiceSaysNothing() {
        var board = board(
                Notices.service(1, ServiceState.MAJOR_OUTAGE, "down"),
                Notices.withdrawal(SubjectType.SERVICE, Notices.SERVICE, 2));

        var service = board.service(Notices.SERVICE).orElseThrow();

        assertThat(service.content()).isNull();
        assertThat(service.isAffected()).isFalse();
    }

    @Test
    void earlierBoardStaysAsItWas() {
        var before = board(Notices.incident(1, EventKind.DECLARED, "first"));

        before.with(List.of(Notices.incident(2, EventKind.UPDATED, "second")));

        assertThat(incident(before).history()).hasSize(1);
    }

    @Test
    void incidentsThatEndedLongestAgoMakeRoom() {
        NoticeBoard board = NoticeBoard.empty(new BoardLimits(2, 200))
                .with(List.of(
                        numbered(Notices.incident(1, EventKind.DECLARED, "open"), "canterbury.one"),
                        numbered(Notices.incident(2, EventKind.RESOLVED, "over"), "canterbury.two"),
                        numbered(Notices.incident(3, EventKind.RESOLVED, "over"), "canterbury.three")));

        assertThat(board.incidents())
                .extracting(BoardIncident::id)
                .containsExactly("canterbury.one", "canterbury.three");
    }

    @Test
    void firstAndLatestNoticesStay() {
        NoticeBoard board = NoticeBoard.empty(new BoardLimits(10, 3));
        for (int revision = 1; revision <= 6; revision++) {
            board = board.with(List.of(Notices.incident(revision, EventKind.UPDATED, "text")));
        }

        assertThat(incident(board).history()).extracting(HistoryEntry::revision).containsExactly(1, 5, 6);
    }

    private static PublicNotice numbered(PublicNotice notice, String id) {
        notice.put("subjectId", id);
        return notice;
    }
}
