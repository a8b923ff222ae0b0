package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import uk.tocsin.hub.HubApplication;
import uk.tocsin.hub.stack.TestStack;

/** Email for residents alone, with a mail server that keeps what it is sent: one for all journeys on the shared stack. */
final class ResidentMail implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LINK = Pattern.compile("https?://\\S+(/email/\\S+)");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Overheard log = new Overheard();
    private final Map<String, String> own;
    private int key;
    private String formerKeys = "";
    private ConfigurableApplicationContext context;

    /** On a stack of its own, with settings of its own. */
    ResidentMail(Map<String, String> own) {
        this.own = own;
        server.start();
        context = start();
    }

    static ResidentMail get() {
        return Shared.MAIL;
    }

    private static final class Shared {

        private static final ResidentMail MAIL = new ResidentMail(Map.of(
                "spring.kafka.bootstrap-servers", TestStack.get().bootstrapServers(),
                "tocsin.registry.url", TestStack.get().registryUrl()));
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(HubApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(Map.ofEntries(
                        Map.entry("tocsin.roles", "public-email"),
                        Map.entry("tocsin.identity.key", "/nowhere/issuer.jwk"),
                        Map.entry("tocsin.public-email.key", key(key)),
                        Map.entry("tocsin.public-email.former-keys", formerKeys),
                        Map.entry("tocsin.public-email.requests-per-client", "1000"),
                        Map.entry("tocsin.public-email.sweep-every", "1s"),
                        Map.entry("tocsin.email.from", "notices@tocsin.example"),
                        Map.entry("tocsin.email.allow-plain-smtp", "true"),
                        Map.entry("spring.mail.host", "127.0.0.1"),
                        Map.entry(
                                "spring.mail.port",
                                Integer.toString(server.getSmtp().getPort())),
                        Map.entry("logging.level.uk.tocsin", "TRACE"),
                        Map.entry("server.address", "127.0.0.1"),
                        Map.entry("server.port", "0")))
                .run(own.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    /** Stops the process and starts another, which has only the topics. */
    void restart() {
        context.close();
        context = start();
    }

    /** Starts another, with another key and the one before it as the former. */
    void changeKey() {
        formerKeys = key(key);
        key++;
        restart();
    }

    /** Starts another, which has no key but the current one. */
    void dropFormerKey() {
        formerKeys = "";
        restart();
    }

    private static String key(int number) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) number;
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A second process of the same kind beside it, for whoever closes it. */
    ConfigurableApplicationContext another() {
        return start();
    }

    /** How many notices a process has sent to residents. */
    static double sent(ConfigurableApplicationContext process) {
        return process
                .getBean(MeterRegistry.class)
                .find("tocsin.public.email.letters")
                .tag("outcome", "sent")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** What it has logged, down to the least of its own words, since it was started. */
    String log() {
        return log.text();
    }

    @Override
    public void close() {
        context.close();
        server.stop();
    }

    URI address() {
        return Hub.address(context);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    /** Fills in the form, follows the link in the letter and presses the button. */
    void subscribe(String address, String... councils) {
        ask(address, councils);
        confirm(address);
    }

    HttpResponse<String> ask(String address, String... councils) {
        StringBuilder form = new StringBuilder("email=" + encoded(address));
        Arrays.stream(councils).forEach(council -> form.append("&council=").append(encoded(council)));
        // A council that has just spoken for the first time is offered as soon as its notice has been read.
        return await().atMost(Duration.ofMinutes(1))
                .until(() -> post("/email", form.toString()), answer -> answer.statusCode() == 303);
    }

    HttpResponse<String> confirm(String address) {
        String link = link(awaitLetters(address, 1).get(0));
        HttpResponse<String> page = get(link);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        HttpResponse<String> confirmed = post("/email/confirm", link.substring(link.indexOf('?') + 1));
        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(303);
        return confirmed;
    }

    /** Waits until an address has had so many letters; oldest first. */
    List<MimeMessage> awaitLetters(String address, int count) {
        return await().atMost(Duration.ofMinutes(1)).until(() -> letters(address), letters -> letters.size() >= count);
    }

    List<MimeMessage> letters(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(letter -> to(letter).equalsIgnoreCase(address))
                .toList();
    }

    /** The path and query of the first link to a page of email in a letter. */
    static String link(MimeMessage letter) {
        Matcher links = LINK.matcher(text(letter));
        assertThat(links.find()).isTrue();
        return links.group(1);
    }

    static String text(MimeMessage letter) {
        try {
            return letter.getSubject() + "\n" + letter.getContent();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A letter with all its headers. */
    static String whole(MimeMessage letter) {
        return GreenMailUtil.getHeaders(letter) + "\n" + text(letter);
    }

    private static String to(MimeMessage letter) {
        try {
            return letter.getRecipients(Message.RecipientType.TO)[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(address().resolve(path)));
    }

    HttpResponse<String> post(String path, String form) {
        return send(HttpRequest.newBuilder(address().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
