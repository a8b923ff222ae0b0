package uk.tocsin.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the documents point at is there: files, tests, settings with their defaults, and YAML that can be read. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern TEST_CLASS = Pattern.compile("\\b[A-Z]\\w*[a-z](?:Test|IT)\\b");
    private static final Pattern PREFIX = Pattern.compile("@ConfigurationProperties\\(\"([^\"]+)\"\\)");
    private static final Pattern SETTING =
            Pattern.compile("@DefaultValue(?:\\(\"([^\"]*)\"\\))?\\s+[\\w<>, ]+?\\s(\\w+)\\s*[,)]");

    @ParameterizedTest
    @MethodSource("documents")
    void relativeLinksResolve(Path document) {
        List<String> broken = found(LINK, read(document))
                .map(link -> link.group(1))
                .filter(link -> !link.startsWith("#") && !link.contains(":"))
                .filter(link -> !Files.exists(
                        document.resolveSibling(URI.create(link).getPath()).normalize()))
                .toList();

        assertThat(broken).as("broken links in %s", document).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void testsThatAreNamedExist(Path document) {
        assertThat(named(document)).as("tests named in %s", document).isSubsetOf(tests());
    }

    @Test
    void everyPromiseNamesATest() {
        String promises = read(ROOT.resolve("docs/promises.md"));

        assertThat(Stream.of(promises.split("(?m)^## "))
                        .skip(1)
                        .filter(promise -> Character.isDigit(promise.charAt(0))))
                .hasSize(8)
                .allSatisfy(promise -> assertThat(promise).containsPattern(TEST_CLASS));
    }

    @ParameterizedTest
    @MethodSource("settingsRecords")
    void everySettingStandsInItsModulesReadmeWithItsDefault(Path source) {
        String text = read(source);
        String prefix = found(PREFIX, text).findFirst().orElseThrow().group(1);
        String readme = read(ROOT.resolve(ROOT.relativize(source).subpath(0, 2)).resolve("README.md"));

        assertThat(found(SETTING, text)
                        .map(setting -> "| `" + prefix + "." + kebab(setting.group(2)) + "` | "
                                + shown(setting.group(1)) + " |"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(readme).contains(row));
    }

    @ParameterizedTest
    @MethodSource("yamlFiles")
    void yamlCanBeRead(Path file) {
        assertThatCode(() -> new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(read(file)))
                .as("%s", file)
                .doesNotThrowAnyException();
    }

    static List<Path> documents() {
        return files(".md");
    }

    static List<Path> settingsRecords() {
        return files("Properties.java").stream()
                .filter(file -> found(PREFIX, read(file)).findAny().isPresent())
                .toList();
    }

    static List<Path> yamlFiles() {
        return files(".yml");
    }

    private static Set<String> named(Path document) {
        return found(TEST_CLASS, read(document)).map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Set<String> tests() {
        return files(".java").stream()
                .filter(file -> file.toString().contains("/src/test/"))
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
    }

    private static List<Path> files(String end) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .filter(file -> Stream.of("/target/", "/.tocsin/", "/.git/")
                            .noneMatch(part -> file.toString().contains(part)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String shown(@org.jspecify.annotations.Nullable String value) {
        return value == null || value.isEmpty() ? "empty" : "`" + value + "`";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
