package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.SubjectType;

class DayBarTest {

    private static PublicNotice said(int revision, ServiceState state, int day) {
        PublicNotice notice = Notices.service(revision, state, "message");
        notice.put("recordedAt", Notices.START.plus(Duration.ofDays(day)));
        return notice;
    }

    private static BoardService service(PublicNotice... notices) {
        return NoticeBoard.EMPTY.with(List.of(notices)).service(Notices.SERVICE).orElseThrow();
    }

    private static DayBar bar(int day, PublicNotice... notices) {
        return DayBar.of(service(notices), Notices.START.plus(Duration.ofDays(day)), Texts.english());
    }

    @Test
    void eachDayIsAsBadAsItsWorstState() {
        DayBar bar = bar(
                9,
                said(1, ServiceState.MAJOR_OUTAGE, 0),
                said(2, ServiceState.DEGRADED, 3),
                said(3, ServiceState.OPERATIONAL, 5));

        assertThat(bar.days()).hasSize(DayBar.DAYS);
        assertThat(bar.days().subList(80, 90))
                .extracting(DayBar.Day::kind)
                .containsExactly("bad", "bad", "bad", "bad", "some", "some", "good", "good", "good", "good");
        assertThat(bar.days().get(79).kind()).as("before anything was said").isEqualTo("none");
        assertThat(bar.words())
                .isEqualTo(
                        "Last 90 days, by the worst of each day: 4 days unavailable and 2 days working with problems.");
    }

    @Test
    void whatIsOlderIsForgottenByThePicture() {
        assertThat(bar(200, said(1, ServiceState.MAJOR_OUTAGE, 0), said(2, ServiceState.OPERATIONAL, 3))
                        .words())
                .isEqualTo("Last 90 days: no problem was reported.");
    }

    @Test
    void sameStateSaidAgainIsNoChangeAndChangesAreBounded() {
        assertThat(service(said(1, ServiceState.DEGRADED, 0), said(2, ServiceState.DEGRADED, 1))
                        .changes())
                .hasSize(1);
        PublicNotice[] many = new PublicNotice[500];
        for (int at = 0; at < many.length; at++) {
            many[at] = said(at + 1, at % 2 == 0 ? ServiceState.DEGRADED : ServiceState.OPERATIONAL, at);
        }
        assertThat(service(many).changes()).hasSize(200);
    }

    @Test
    void withdrawalForgetsWhatWasSaid() {
        assertThat(service(
                                said(1, ServiceState.MAJOR_OUTAGE, 0),
                                Notices.withdrawal(SubjectType.SERVICE, Notices.SERVICE, 2))
                        .changes())
                .isEmpty();
    }

    @Test
    void councilAndServicePagesShowItInWordsToo() {
        for (String path : List.of("/councils/canterbury", "/services/planning")) {
            assertThat(Notices.at(path, Notices.NOW, Notices.story()))
                    .as(path)
                    .contains("<svg class=\"notices-bar\"", "1 day unavailable");
        }
    }
}
