package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.ServiceState;

class SiteCacheTest {

    private static final String PATH = "/incidents/" + Notices.INCIDENT;

    private Instant now = Notices.NOW;
    private final InstantSource time = () -> now;
    private final SiteCache cache = new SiteCache(Notices.site(), Notices.PROPERTIES, time.withZone(ZoneOffset.UTC));

    private static NoticeBoard board(PublicNotice... notices) {
        return NoticeBoard.EMPTY.with(List.of(notices));
    }

    @Test
    void answerIsMadeOnceForABoard() {
        var board = board(Notices.incident(1, EventKind.DECLARED, "text"));

        assertThat(cache.answer(PATH, Filter.NONE, board)).isSameAs(cache.answer(PATH, Filter.NONE, board));
    }

    @Test
    void whatChangedHasAnotherTagAndDateAndWhatDidNotKeepsThem() {
        var first = board(Notices.incident(1, EventKind.DECLARED, "text"));
        var before = cache.answer(PATH, Filter.NONE, first);
        now = now.plusSeconds(5);

        var second = first.with(List.of(Notices.incident(2, EventKind.UPDATED, "more")));
        var after = cache.answer(PATH, Filter.NONE, second);
        assertThat(after.tag()).isNotEqualTo(before.tag());
        assertThat(after.changedAt()).isEqualTo(now);

        now = now.plusSeconds(5);
        var elsewhere = second.with(List.of(Notices.serviceOf("dover", "Dover", ServiceState.DEGRADED)));
        assertThat(cache.answer(PATH, Filter.NONE, elsewhere)).isEqualTo(after);
    }

    @Test
    void promiseThatIsBrokenMeanwhileShows() {
        var board = board(Notices.incident(1, EventKind.DECLARED, "text"));
        var before = cache.answer(PATH, Filter.NONE, board);
        now = now.plus(Duration.ofDays(2));

        assertThat(cache.answer(PATH, Filter.NONE, board).tag()).isNotEqualTo(before.tag());
    }

    /** Once everybody who asked while a page was made anew made it too, and all waited for all. */
    @Test
    void whileAPageIsMadeAnewOthersGetTheOneBefore() throws Exception {
        var engine = new HeldEngine();
        var pages = new PageRenderer(engine.engine(), "Example notices", Texts.english(), "", null);
        var held = new SiteCache(new Site(Notices.PROPERTIES, pages), Notices.PROPERTIES, Clock.systemUTC());
        var first = board(Notices.incident(1, EventKind.DECLARED, "text"));
        var second = first.with(List.of(Notices.incident(2, EventKind.UPDATED, "more")));
        var before = held.answer(PATH, Filter.NONE, first);

        engine.hold();
        var making = CompletableFuture.supplyAsync(() -> held.answer(PATH, Filter.NONE, second));
        engine.awaitWork();

        assertThat(held.answer(PATH, Filter.NONE, second)).isSameAs(before);
        assertThat(held.ready(PATH, second)).containsSame(before);

        engine.goOn();
        assertThat(making.get(10, TimeUnit.SECONDS).tag()).isNotEqualTo(before.tag());
        assertThat(held.answer(PATH, Filter.NONE, second)).isSameAs(making.join());
    }

    @Test
    void whatIsReadyIsGivenOnlyWhileItIsTrue() {
        var first = board(Notices.incident(1, EventKind.DECLARED, "text"));
        assertThat(cache.ready(PATH, first)).isEmpty();

        var made = cache.answer(PATH, Filter.NONE, first);
        assertThat(cache.ready(PATH, first)).containsSame(made);
        assertThat(cache.ready(PATH, first.with(List.of(Notices.incident(2, EventKind.UPDATED, "more")))))
                .isEmpty();

        now = now.plus(Notices.PROPERTIES.cacheFor());
        assertThat(cache.ready(PATH, first)).isEmpty();
    }

    @Test
    void filteredPageAndPageThatSaysThatNothingIsThereAreNeverReady() {
        var board = board(Notices.story());
        cache.answer("/", new Filter("canterbury", "", ""), board);
        cache.answer("/nothing", Filter.NONE, board);

        assertThat(cache.ready("/", board)).isEmpty();
        assertThat(cache.ready("/nothing", board)).isEmpty();
        assertThat(cache.ready("404", board)).isEmpty();
    }

    @Test
    void pathsWithoutAnythingShareOneAnswer() {
        var board = board();

        assertThat(cache.answer("/councils/a", Filter.NONE, board).document().status())
                .isEqualTo(404);
        assertThat(cache.answer("/councils/a", Filter.NONE, board).tag())
                .isEqualTo(cache.answer("/councils/b", Filter.NONE, board).tag());
    }

    @Test
    void compressedBodyIsTheSame() throws IOException {
        var answer = cache.answer("/", Filter.NONE, board(Notices.story()));

        try (var gunzip = new GZIPInputStream(new ByteArrayInputStream(answer.gzipped()))) {
            assertThat(gunzip.readAllBytes()).isEqualTo(answer.document().body());
        }
        assertThat(answer.gzipped().length).isLessThan(answer.document().body().length / 2);
    }
}
