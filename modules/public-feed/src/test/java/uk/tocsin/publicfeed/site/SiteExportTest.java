package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;

/** The site as files: whole, consistent, and honest about its age. */
@SuppressWarnings("NullAway.Init")
class SiteExportTest {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"]*)\"");
    private static final NoticeBoard BOARD = NoticeBoard.EMPTY.with(List.of(Notices.story()));

    @TempDir
    private Path folder;

    private Path write(NoticeBoard board, Instant now) throws IOException {
        return new SiteExport(Notices.PROPERTIES, folder).write(board, now);
    }

    private static List<Path> files(Path under) throws IOException {
        try (Stream<Path> files = Files.walk(under.toRealPath())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Path served(Path site, String path) {
        Path file = site.resolve(path.substring(1));
        return Files.isDirectory(file) ? file.resolve("index.html") : file;
    }

    @Test
    void everythingThatIsServedIsAFileToo() throws IOException {
        Path site = write(BOARD, Notices.NOW);

        assertThat(Notices.site().paths(BOARD))
                .allSatisfy(path -> assertThat(served(site, path)).as(path).isNotEmptyFile());
        assertThat(site.resolve("404.html")).content().contains("Page not found");
    }

    @Test
    void everyLinkOfEveryPageIsAFile() throws IOException {
        Path site = write(BOARD, Notices.NOW);

        for (Path page : files(site).stream()
                .filter(file -> file.toString().endsWith(".html"))
                .toList()) {
            assertThat(LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)))
                    .as("%s", page)
                    .allSatisfy(link -> assertThat(served(site, link)).as(link).isNotEmptyFile());
        }
    }

    @Test
    void everyPageSaysWhenItWasCopiedAndHasNoFormThatNobodyAnswers() throws IOException {
        Path site = write(BOARD, Notices.NOW);

        assertThat(files(site))
                .filteredOn(file ->
                        file.toString().endsWith(".html") && !file.toString().contains("banner"))
                .hasSizeGreaterThan(10)
                .allSatisfy(page -> assertThat(page)
                        .content()
                        .contains("This is a copy of these pages.", "It was written on 18 January 2024 at 3:05pm.")
                        .contains("data-copied=\"2024-01-18T15:05:00Z\"")
                        .doesNotContain("<form"));
        assertThat(Notices.at("/", Notices.NOW, Notices.story())).doesNotContain("This is a copy");
    }

    @Test
    void newCopyTakesThePlaceOfTheOldInOneStepAndTwoAreKept() throws IOException {
        Path site = write(BOARD, Notices.NOW);
        Path first = site.toRealPath();
        write(NoticeBoard.EMPTY, Notices.NOW.plusSeconds(1));

        assertThat(site).isSymbolicLink();
        assertThat(site.resolve("index.html")).content().contains("No council has published a notice here.");
        assertThat(first)
                .as("the one before it is still there for who is reading it")
                .isDirectory();

        write(BOARD, Notices.NOW.plusSeconds(2));
        assertThat(first).doesNotExist();
        assertThat(site.resolve("index.html")).content().contains("Planning is down.");
    }

    @Test
    void whatWasWithdrawnIsInNoFile() throws IOException {
        Path site = write(BOARD, Notices.NOW);

        assertThat(files(site))
                .allSatisfy(file -> assertThat(
                                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8))
                        .doesNotContain("secret slip"));
    }

    @Test
    void idThatLeadsOutOfTheFolderWritesNothingThere() {
        PublicNotice notice = Notices.incident(1, EventKind.DECLARED, "text");
        notice.put("subjectId", "../../../escaped");

        assertThatThrownBy(() -> write(NoticeBoard.EMPTY.with(List.of(notice)), Notices.NOW))
                .isInstanceOf(RuntimeException.class);
        assertThat(folder.resolve("escaped")).doesNotExist();
        assertThat(folder.resolve(SiteExport.CURRENT)).doesNotExist();
    }

    @Test
    void changeIsWrittenByItself() {
        LiveBoard live = new LiveBoard();
        PublicFeedProperties properties = new PublicFeedProperties(
                "Example notices",
                URI.create("https://notices.example"),
                100,
                50,
                "Test",
                "Nobody.",
                100,
                5000,
                200,
                folder.toString(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                0,
                Duration.ofSeconds(10),
                "",
                Duration.ofMillis(100),
                Duration.ofSeconds(1));
        SiteExporter exporter =
                new SiteExporter(new SiteExport(properties, folder), live, properties, Clock.systemUTC());
        Path index = folder.resolve(SiteExport.CURRENT).resolve("index.html");
        exporter.start();
        try {
            live.show(NoticeBoard.EMPTY);
            await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(index));
            live.show(BOARD);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(index).content().contains("Planning is down."));
        } finally {
            exporter.stop();
        }
    }
}
