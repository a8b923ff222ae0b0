package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.SubjectType;

class NewsTest {

    private static NoticeBoard board(PublicNotice... notices) {
        return NoticeBoard.EMPTY.with(List.of(notices));
    }

    @Test
    void newsIsWhatChangedAndWhere() {
        NoticeBoard before = board(Notices.incident(1, EventKind.DECLARED, "text"));
        NoticeBoard after = before.with(List.of(
                Notices.incident(2, EventKind.UPDATED, "more"), Notices.service(1, ServiceState.DEGRADED, "slow")));

        assertThat(News.between(before, after))
                .containsExactly(
                        new News("/incidents/canterbury.2024-01-cyber", "canterbury"),
                        new News("/services/planning", "canterbury"));
        assertThat(News.between(after, after)).isEmpty();
    }

    @Test
    void withdrawalIsNewsAndReadingAgainFromTheBeginningIsNone() {
        PublicNotice declared = Notices.incident(1, EventKind.DECLARED, "text");
        PublicNotice withdrawn = Notices.withdrawal(SubjectType.INCIDENT, Notices.INCIDENT, 2);

        assertThat(News.between(board(declared), board(declared, withdrawn))).hasSize(1);
        assertThat(News.between(board(declared, withdrawn), board(declared, withdrawn)))
                .isEmpty();
    }

    @Test
    void firstBoardIsNoNews() {
        LiveBoard live = new LiveBoard();
        List<News> told = new ArrayList<>();
        live.onNews(told::addAll);

        live.show(board(Notices.story()));
        assertThat(told).isEmpty();

        live.show(board(Notices.story()).with(List.of(Notices.service(2, ServiceState.OPERATIONAL, "back"))));
        assertThat(told).containsExactly(new News("/services/planning", "canterbury"));
    }
}
