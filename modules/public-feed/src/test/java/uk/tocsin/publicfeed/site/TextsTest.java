package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.StatusCause;

class TextsTest {

    private static final Path MAIN = Path.of("src", "main");
    private static final Pattern KEY = Pattern.compile("[\"']([a-z]+(?:-[a-z]+)*(?:\\.[a-z]+(?:-[a-z]+)*)?)[\"']");
    private static final Texts TEXTS = Texts.english();

    @Test
    void momentIsInLondonInWinterAndSummer() {
        assertThat(TEXTS.moment(Instant.parse("2024-01-18T14:05:00Z"))).isEqualTo("18 January 2024 at 2:05pm");
        assertThat(TEXTS.moment(Instant.parse("2024-07-18T08:00:00Z"))).isEqualTo("18 July 2024 at 9am");
    }

    @Test
    void middayAndMidnightAreWords() {
        assertThat(TEXTS.moment(Instant.parse("2024-01-18T12:00:00Z"))).isEqualTo("18 January 2024 at midday");
        assertThat(TEXTS.moment(Instant.parse("2024-01-18T00:00:00Z"))).isEqualTo("18 January 2024 at midnight");
        assertThat(TEXTS.moment(Instant.parse("2024-01-18T00:30:00Z"))).isEqualTo("18 January 2024 at 12:30am");
    }

    @Test
    void namesMakeASentence() {
        assertThat(TEXTS.list(List.of())).isEmpty();
        assertThat(TEXTS.list(List.of("A"))).isEqualTo("A");
        assertThat(TEXTS.list(List.of("A", "B", "C"))).isEqualTo("A, B and C");
    }

    @Test
    void everyValueHasWordsOfItsOwn() {
        assertDifferent("state", ServiceState.values());
        assertDifferent("cause", StatusCause.values());
        assertDifferent("phase", Phase.values());
        assertDifferent("kind", EventKind.values());
        assertDifferent("personal-data", PersonalData.values());
    }

    @Test
    void everyTextIsUsedSomewhere() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path source : sources()) {
            KEY.matcher(Files.readString(source)).results().forEach(match -> used.add(match.group(1)));
        }

        assertThat(english().stringPropertyNames())
                .filteredOn(key -> !key.matches("(state|cause|phase|kind|personal-data)\\.[A-Z_]+"))
                .isSubsetOf(used);
    }

    @Test
    void anotherLanguageIsAFileAndWhatItLeavesOutIsEnglish(@TempDir Path folder) throws IOException {
        Path bundle = folder.resolve("uk/tocsin/publicfeed/site/texts_cy.properties");
        Files.createDirectories(bundle.getParent());
        Files.writeString(bundle, "archive.title=Archif\n");
        try (var loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Texts welsh = Texts.in(Locale.forLanguageTag("cy"), loader);
            Site site = new Site(Notices.PROPERTIES, PageRenderer.of(Notices.PROPERTIES, welsh, null));
            String page = new String(
                    site.at("/archive", Filter.NONE, NoticeBoard.EMPTY, Notices.NOW)
                            .orElseThrow()
                            .body(),
                    java.nio.charset.StandardCharsets.UTF_8);

            assertThat(page).contains("<html lang=\"cy\"", "Archif", "No incident has been published here.");
        }
    }

    private static void assertDifferent(String kind, Enum<?>[] values) {
        assertThat(Arrays.stream(values).map(value -> TEXTS.of(kind, value)))
                .doesNotHaveDuplicates()
                .allSatisfy(words -> assertThat(words).isNotBlank());
    }

    private static Properties english() throws IOException {
        Properties texts = new Properties();
        try (Reader reader =
                Files.newBufferedReader(MAIN.resolve("resources/uk/tocsin/publicfeed/site/texts.properties"))) {
            texts.load(reader);
        }
        return texts;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".html"))
                    .collect(Collectors.toList());
        }
    }
}
