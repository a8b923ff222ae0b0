package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.directory.DirectoryView;

/**
 * Email for residents, alone in its process: from the form to the letter that a notice is withdrawn, and nothing after the end.
 * Residents whose addresses begin with {@code marker} follow the same council for the whole test: what reached one of them has
 * been dealt with for all.
 */
class ResidentMailIT {

    private final Hub hub = Hub.get();
    private final ResidentMail mail = ResidentMail.get();
    private final String run = Long.toString(System.nanoTime(), 36);
    private final String marker = "marker-" + run + "@example.org";
    private final String resident = "resident-" + run + "@example.org";
    private int marked;

    @Test
    void residentIsToldWhatIsPublicUntilTheEndAndThenNothing() throws Exception {
        mail.restart();
        assertThat(mail.context().getBeansOfType(DirectoryView.class)).isEmpty();
        publish("example-start", "declared", "Example before anybody subscribes", 1);
        mail.subscribe(marker, "dover");

        // Who has not confirmed is sent the letter that asks for it and nothing else.
        HttpResponse<String> asked = mail.ask(resident, "dover");
        mail.awaitLetters(resident, 1);
        publish("first", "declared", "Example that nobody unconfirmed hears", 1);
        awaitMarker();
        assertThat(mail.letters(resident)).hasSize(1);
        assertThat(mail.get("/email/confirm?t=nonsense").statusCode()).isEqualTo(400);

        mail.confirm(resident);
        String incident = publish("second", "declared", "Example headline", 1);
        publish("second", "corrected", "Example corrected headline", 2);
        publish("second", "withdrawn", "", 3);
        awaitMarker(3);
        List<MimeMessage> letters = mail.awaitLetters(resident, 4);
        assertThat(letters.stream().skip(1).map(ResidentMailIT::subject))
                .containsExactly(
                        "dover: Example headline (First notice)",
                        "dover: Example corrected headline (Correction)",
                        "dover: Withdrawn notice (Withdrawal)");
        assertThat(ResidentMail.text(letters.get(1)))
                .contains("Example statement.", "/incidents/" + incident)
                .doesNotContain("only for partners");
        assertThat(letters.get(1).getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");

        // Asking again says the same words as asking for the first time, on the page and in all headers but the date.
        HttpResponse<String> again = mail.ask(resident, "dover");
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(asked.headers().firstValue("Location"));
        assertThat(again.body()).isEqualTo(asked.body());
        assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
        mail.awaitLetters(resident, 5);

        // A new process has only the topics, and here another key: it knows everybody and tells nobody anything twice.
        mail.changeKey();
        publish("third", "declared", "Example after the restart", 1);
        awaitMarker();
        assertThat(mail.awaitLetters(resident, 6)).hasSize(6);
        assertThat(mail.letters(marker)).hasSize(1 + marked);

        // The link was sealed under the former key.
        stopWithOneClick(letters.get(1));
        publish("fourth", "declared", "Example after the end", 1);
        awaitMarker();
        assertThat(mail.letters(resident)).hasSize(6);

        // With everything sealed anew the former key is needed no more.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> mail.log().contains("Residents' keys were sealed anew under the current key"));
        mail.dropFormerKey();
        publish("fifth", "declared", "Example without the former key", 1);
        awaitMarker();

        assertNobodyReadsTheAddress();
        assertKeysOfWhoHasGoneAreGone();
    }

    @Test
    void twoProcessesShareTheSendingAndNobodyIsToldTwice() throws Exception {
        publish("example-shared", "declared", "Example before two share", 1);
        mail.subscribe(marker, "dover");
        double before = ResidentMail.sent(mail.context());

        try (ConfigurableApplicationContext other = mail.another()) {
            // Each notice is waited for, so that nothing is under way when the partitions are shared out anew.
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                publish("shared-" + marked, "declared", "Example of sharing " + marked, 1);
                awaitMarker();
                return ResidentMail.sent(mail.context()) > before && ResidentMail.sent(other) > 0;
            });
        }
        publish("alone", "declared", "Example for the one that is left", 1);
        awaitMarker();

        assertThat(mail.letters(marker).stream().map(ResidentMailIT::subject))
                .hasSize(1 + marked)
                .doesNotHaveDuplicates();
    }

    @Test
    void formSaysWhatIsWrongAndRefusesWhatIsNotAForm() {
        publish("example-form", "declared", "Example for the form", 1);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> mail.get("/email").body().contains("value=\"dover\""));

        HttpResponse<String> wrong = mail.post("/email", "email=nobody&council=dover");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("Enter an email address in the correct format", "checked");
        assertThat(mail.post("/email", "email=a%40example.org&council=nobody").statusCode())
                .isEqualTo(400);
        assertThat(mail.post("/email", "email=" + "a".repeat(20_000)).statusCode())
                .isEqualTo(413);
        for (String path : List.of("/email", "/email/sent", "/email/privacy", "/email/confirmed")) {
            HttpResponse<String> page = mail.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.headers().firstValue("Cache-Control")).as(path).hasValue("no-store");
            assertThat(page.headers().firstValue("Set-Cookie")).as(path).isEmpty();
            assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        }
        assertThat(mail.get("/v1/directory").statusCode()).isEqualTo(403);
    }

    /** As a mail program does, without asking anybody. */
    private void stopWithOneClick(MimeMessage letter) throws Exception {
        String header = letter.getHeader("List-Unsubscribe")[0];
        String link = header.substring(header.indexOf("/email/"), header.length() - 1);
        assertThat(mail.get(link).body()).contains("Stop these emails");
        for (int time = 0; time < 2; time++) {
            HttpResponse<String> ended = mail.post(link, "List-Unsubscribe=One-Click");
            assertThat(ended.statusCode()).isEqualTo(200);
            assertThat(ended.body()).contains("You will get no more emails");
        }
    }

    private void assertNobodyReadsTheAddress() {
        for (String topic : List.of(
                Topics.RESIDENT_KEYS,
                Topics.RESIDENT_SUBSCRIPTIONS,
                Topics.PUBLIC_NOTICES,
                Topics.POSITIONS,
                Topics.DEAD_LETTERS,
                Topics.DELIVERIES)) {
            assertThat(hub.kafka.read(topic).stream().map(ResidentMailIT::bytes).collect(Collectors.joining("\n")))
                    .as(topic)
                    .doesNotContain(resident, marker, "resident-" + run, "marker-" + run);
        }
        assertThat(hub.kafka.administration().positions().toString()).doesNotContain(run);
        assertThat(mail.log()).isNotEmpty().doesNotContain("resident-" + run, "marker-" + run);
    }

    /** With times for a test: segments are closed and compacted within seconds, not within hours. */
    private void assertKeysOfWhoHasGoneAreGone() {
        assertThat(taken(Topics.RESIDENT_KEYS)).isNotEmpty();
        for (String topic : List.of(Topics.RESIDENT_KEYS, Topics.RESIDENT_SUBSCRIPTIONS)) {
            hub.kafka.administration().set(topic, Map.of("segment.ms", "100", "max.compaction.lag.ms", "100"));
        }
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(Stream.of(Topics.RESIDENT_KEYS, Topics.RESIDENT_SUBSCRIPTIONS)
                                .flatMap(topic -> hub.kafka.read(topic).stream()
                                        .filter(record -> record.value() != null)
                                        .filter(record -> taken(topic).contains(key(record)))))
                        .isEmpty());
    }

    /** Who was taken back. */
    private List<String> taken(String topic) {
        return hub.kafka.read(topic).stream()
                .filter(record -> record.value() == null)
                .map(ResidentMailIT::key)
                .toList();
    }

    private void awaitMarker() {
        awaitMarker(1);
    }

    private void awaitMarker(int more) {
        marked += more;
        mail.awaitLetters(marker, 1 + marked);
    }

    private String publish(String name, String kind, String headline, int revision) {
        String incident = "dover.mail-" + name + "-" + run;
        String words = kind.equals("withdrawn") ? "" : """
                  ,"public":{"headline":"%s","statement":"Example statement."},
                  "partner":{"tlp":"TLP:GREEN","audience":{"members":["thanet"]},"summary":"only for partners"}
                  """.formatted(headline);
        Caller.Answer answer =
                hub.publisher("dover").post("/v1/incidents", """
                {"eventId":"%s","incidentId":"%s","kind":"%s","phase":"investigating"%s}
                """.formatted(UUID.randomUUID(), incident, kind, words));
        assertThat(answer.status())
                .as("%s of %s: %s", revision, name, answer.text())
                .isEqualTo(201);
        return incident;
    }

    private static String subject(MimeMessage letter) {
        String text = ResidentMail.text(letter);
        return text.substring(0, text.indexOf('\n'));
    }

    private static String bytes(ConsumerRecord<byte[], byte[]> record) {
        String value = record.value() == null ? "" : new String(record.value(), StandardCharsets.ISO_8859_1);
        return key(record) + value;
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.ISO_8859_1);
    }
}
