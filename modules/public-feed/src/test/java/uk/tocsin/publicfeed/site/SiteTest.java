package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The site as a whole: what it says is there is there, what it links to too, and nothing of it needs a script. */
class SiteTest {

    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"(/[^\"]*)\"");
    private static final NoticeBoard BOARD = NoticeBoard.EMPTY.with(List.of(Notices.story()));

    private final Site site = Notices.site();

    private String text(String path) {
        return new String(
                site.at(path, Filter.NONE, BOARD, Notices.NOW).orElseThrow().body(), StandardCharsets.UTF_8);
    }

    private List<String> pages() {
        return site.paths(BOARD).stream()
                .filter(path -> site.at(path, Filter.NONE, BOARD, Notices.NOW)
                        .orElseThrow()
                        .type()
                        .equals(Document.HTML))
                .toList();
    }

    @Test
    void everyPathThatIsListedIsThere() {
        assertThat(site.paths(BOARD))
                .contains(
                        "/",
                        "/feed.rss",
                        "/councils/ashford",
                        "/councils/thanet/api/v2/incidents/unresolved.json",
                        "/services/planning/feed.json",
                        "/incidents/canterbury.2024-01-cyber/feed.atom",
                        "/cap/canterbury.2024-01-cyber/2.xml",
                        "/cap/thanet.slip/2.xml",
                        "/archive/2024-01")
                .doesNotContain("/cap/thanet.slip/1.xml")
                .allSatisfy(path -> assertThat(site.at(path, Filter.NONE, BOARD, Notices.NOW))
                        .as(path)
                        .hasValueSatisfying(
                                document -> assertThat(document.status()).isEqualTo(200)));
    }

    @Test
    void everyLinkOfEveryPageLeadsToWhatIsThere() {
        Set<String> links = pages().stream()
                .flatMap(path -> LINK.matcher(text(path)).results().map(link -> link.group(1)))
                .filter(link -> !link.startsWith("/webjars/") && !link.startsWith("/public-feed/"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(links).hasSizeGreaterThan(20).isSubsetOf(site.paths(BOARD));
    }

    @Test
    void nothingIsAtOtherPaths() {
        for (String path : List.of(
                "/councils",
                "/councils/nobody",
                "/councils/canterbury/feed.xml",
                "/councils/canterbury/feed.atom/more",
                "/services/nothing",
                "/incidents/nothing/feed.atom",
                "/archive/2024-13",
                "/archive/2024-01/more",
                "/api/v2/other.json",
                "/api/v1/summary.json",
                "/cap/canterbury.2024-01-cyber/9.xml",
                "/accessibility/more",
                "/elsewhere")) {
            assertThat(site.at(path, Filter.NONE, BOARD, Notices.NOW)).as(path).isEmpty();
        }
    }

    @Test
    void noPageHasScriptStyleOrAnotherSitesAddressInIt() {
        assertThat(pages())
                .hasSizeGreaterThan(10)
                .allSatisfy(path -> assertThat(text(path))
                        .as(path)
                        .doesNotContainPattern("<script(?![^>]* src=\"/public-feed/)")
                        .doesNotContain("<style", " style=", " onclick=")
                        .doesNotContainPattern("(?:href|src)=\"(?!/|#|https://notices\\.example/)")
                        .contains("<html lang=\"en-GB\"", "<title>"));
    }

    @Test
    void whatWasWithdrawnIsNowhere() {
        assertThat(site.paths(BOARD))
                .allSatisfy(path -> assertThat(text(path)).as(path).doesNotContain("secret slip"));
    }

    @Test
    void everyPageSaysWhereItsFeedsAre() {
        assertThat(pages())
                .filteredOn(path -> !path.endsWith("/banner"))
                .allSatisfy(path -> assertThat(text(path))
                        .as(path)
                        .contains("rel=\"alternate\" type=\"application/atom+xml\"", "type=\"application/feed+json\"")
                        .contains("type=\"application/rss+xml\"", "href=\"/cap.atom\""));
    }

    @Test
    void everyJsonFileIsJson() {
        assertThat(site.paths(BOARD))
                .filteredOn(path -> path.endsWith(".json"))
                .hasSizeGreaterThan(30)
                .allSatisfy(path -> assertThat(
                                JsonMapper.shared().readTree(text(path)).isObject())
                        .as(path)
                        .isTrue());
    }
}
