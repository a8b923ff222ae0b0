package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The pages in a browser, as people meet them: on a phone, with large text, with a keyboard, without script, and by the rules
 * of WCAG 2.2 AA as far as a program can tell. Left out where there is no Chromium with its driver.
 */
@SuppressWarnings("NullAway.Init")
class BrowserTest {

    private static final Path CHROMIUM = Path.of(System.getProperty("tocsin.chromium", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of(System.getProperty("tocsin.chromedriver", "/usr/bin/chromedriver"));
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice");

    private static final String AXE = script("/axe.min.js");

    private static SiteServer server;
    private static ChromeDriver browser;

    /** One page of each kind, by the name of its picture. */
    static List<Map.Entry<String, String>> pages() {
        return List.of(
                Map.entry("start", "/"),
                Map.entry("start-filtered", "/?council=dover"),
                Map.entry("council", "/councils/canterbury"),
                Map.entry("incident", "/incidents/" + Notices.INCIDENT),
                Map.entry("incident-withdrawn", "/incidents/thanet.slip"),
                Map.entry("service", "/services/planning"),
                Map.entry("archive", "/archive"),
                Map.entry("archive-month", "/archive/2024-01"),
                Map.entry("not-affected", "/not-affected"),
                Map.entry("follow", "/follow"),
                Map.entry("accessibility", "/accessibility"),
                Map.entry("not-found", "/councils/nobody"),
                Map.entry("email", "/email"),
                Map.entry("email-wrong", "/email/wrong"),
                Map.entry("email-confirm", "/email/confirm"),
                Map.entry("email-sent", "/email/sent"),
                Map.entry("email-privacy", "/email/privacy"),
                Map.entry("banner", "/councils/canterbury/banner"));
    }

    @BeforeAll
    static void startBrowser() throws IOException {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "no " + CHROMIUM + " and " + DRIVER
                        + ": install chromium and chromium-driver, or say where they are with"
                        + " -Dtocsin.chromium and -Dtocsin.chromedriver");
        server = new SiteServer(
                NoticeBoard.EMPTY.with(List.of(Notices.story())), Notices.START.plus(Duration.ofDays(2)));
        browser = open(true);
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.quit();
            server.close();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageBreaksNoRuleOnAScreenAndOnAPhone(Map.Entry<String, String> page) throws IOException {
        for (int width : List.of(1280, 320)) {
            show(page.getValue(), width);

            assertThat(violations()).as("%s at %d px", page.getKey(), width).isEmpty();
            assertThat(overflow())
                    .as("%s at %d px is not wider", page.getKey(), width)
                    .isLessThanOrEqualTo(0);
            picture(page.getKey() + (width == 320 ? "-phone" : ""));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void textAtTwiceItsSizeStaysWhole(Map.Entry<String, String> page) {
        show(page.getValue(), 1280);
        browser.executeScript("document.documentElement.style.fontSize = '200%'");

        assertThat(overflow()).as(page.getKey()).isLessThanOrEqualTo(0);
        assertThat(cutOff()).as(page.getKey()).isEmpty();
    }

    @Test
    void keyboardAloneReachesEverythingAndShowsWhereItIs() {
        show("/", 1280);
        long all = (Long)
                answer(
                        "return [...document.querySelectorAll('a[href],select,button,input')].filter(e => e.offsetParent).length");
        List<String> reached = new ArrayList<>();
        for (int tab = 0; tab < all; tab++) {
            browser.switchTo().activeElement().sendKeys(Keys.TAB);
            WebElement at = browser.switchTo().activeElement();
            reached.add(at.getTagName() + " " + at.getText() + " " + at.getDomAttribute("href"));
            assertThat(hasVisibleFocus(at)).as(reached.get(tab)).isTrue();
        }

        assertThat(reached.get(0)).startsWith("a Skip to main content");
        assertThat(reached).anyMatch(each -> each.startsWith("select")).anyMatch(each -> each.startsWith("button"));
        assertThat(reached.get(reached.size() - 1)).startsWith("button Pause live updates");
    }

    @Test
    void filterWorksWithTheKeyboardAndWithoutScript() {
        ChromeDriver plain = open(false);
        try {
            plain.get(server.address() + "/");
            plain.findElement(By.id("filter-council")).sendKeys("Thanet");
            plain.findElement(By.cssSelector("form button")).sendKeys(Keys.ENTER);

            assertThat(plain.getCurrentUrl()).contains("council=thanet");
            assertThat(plain.findElement(By.tagName("main")).getText())
                    .contains("Example message of Thanet District Council", "Show everything")
                    .doesNotContain("Planning is down.");
            plain.get(server.address() + "/incidents/" + Notices.INCIDENT);
            assertThat(plain.findElement(By.tagName("main")).getText())
                    .contains("Overdue: the next update was due", "Published by Canterbury City Council");
        } finally {
            plain.quit();
        }
    }

    @Test
    void formForEmailNamesEveryFieldAndEachMistakeLeadsToItsField() {
        show("/email/wrong", 1280);
        for (String id : List.of("email", "council", "service")) {
            WebElement field = browser.findElement(By.id(id));
            assertThat(field.getAccessibleName()).as(id).isNotBlank();
            assertThat(browser.findElement(By.cssSelector(".govuk-error-summary a[href='#" + id + "']"))
                            .getText())
                    .isNotBlank();
        }
        assertThat(browser.getTitle()).startsWith("Error: ");
    }

    private static ChromeDriver open(boolean scripts) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars");
        if (!scripts) {
            options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options);
    }

    /** Windows of a browser have a least width; a device that is pretended has none. */
    private static void show(String path, int width) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        browser.get(server.address() + path);
    }

    /** What axe-core finds, as its rule, its words and where. */
    private static List<String> violations() {
        browser.executeScript(AXE);
        Object found = browser.executeAsyncScript(
                "const done = arguments[arguments.length - 1];"
                        + "axe.run({runOnly: {type: 'tag', values: arguments[0]}}).then("
                        + "r => done(r.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.target).join(' '))),"
                        + "e => done(['axe-core failed: ' + e]));",
                RULES);
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }

    private static long overflow() {
        return (Long) answer("return document.scrollingElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** Elements whose text is wider than they are and hidden beyond. */
    private static List<?> cutOff() {
        return (List<?>) answer("return [...document.querySelectorAll('main *')].filter(e =>"
                + " getComputedStyle(e).overflowX === 'hidden' && e.scrollWidth > e.clientWidth + 1"
                + " && !e.className.includes('visually-hidden')).map(e => e.outerHTML)");
    }

    private static boolean hasVisibleFocus(WebElement element) {
        return (Boolean) answer(
                "const s = getComputedStyle(arguments[0]);"
                        + "return s.boxShadow !== 'none' || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)",
                element);
    }

    private static Object answer(String script, Object... arguments) {
        return Objects.requireNonNull(browser.executeScript(script, arguments));
    }

    private static String script(String name) {
        try (InputStream in = BrowserTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void picture(String name) throws IOException {
        String folder = System.getProperty("tocsin.pictures", "");
        if (!folder.isEmpty()) {
            Long height = (Long) answer("return document.documentElement.scrollHeight");
            Long width = (Long) answer("return document.documentElement.clientWidth");
            browser.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
            Files.write(Path.of(folder, name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        }
    }
}
