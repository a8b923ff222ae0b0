package uk.tocsin.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Letters to a real SMTP server in this process. */
class MailServerTest {

    private static final String RESIDENT = "resident@example.org";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void letterKeepsItsHeadersAndItsOwnMessageId() throws Exception {
        var headers = Map.of(
                "Message-ID", "<one@tocsin.example>",
                "List-Unsubscribe", "<https://tocsin.example/email/unsubscribe?t=abc>",
                "X-Evil", "a\r\nBcc: everybody@evil.example");
        MailReply reply =
                mail(true).send(new Letter(RESIDENT, "Grüße\r\nBcc: x@evil.example", "Words – plain", headers));

        assertThat(reply).isEqualTo(new MailReply.Replied(250, "", false));
        MimeMessage letter = server.getReceivedMessages()[0];
        assertThat(letter.getMessageID()).isEqualTo("<one@tocsin.example>");
        assertThat(letter.getHeader("List-Unsubscribe"))
                .containsExactly("<https://tocsin.example/email/unsubscribe?t=abc>");
        assertThat(letter.getHeader("Bcc")).isNull();
        assertThat(letter.getSubject()).isEqualTo("Grüße Bcc: x@evil.example");
        assertThat(String.valueOf(letter.getContent())).contains("Words – plain");
        assertThat(letter.getAllRecipients()).hasSize(1);
    }

    @Test
    void nothingGoesOutInTheClearUnlessItIsAllowed() {
        MailReply reply = mail(false).send(new Letter(RESIDENT, "Subject", "Words", Map.of()));

        assertThat(reply).isInstanceOf(MailReply.None.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void withoutAServerOrASenderNothingCanBeSent() {
        var none = new MailServer(null, new MailProperties(RESIDENT, false, Duration.ofSeconds(1)));
        var nobody = new MailServer(new JavaMailSenderImpl(), new MailProperties("", false, Duration.ofSeconds(1)));

        assertThat(none.isUsable()).isFalse();
        assertThat(nobody.isUsable()).isFalse();
        assertThat(none.send(new Letter(RESIDENT, "Subject", "Words", Map.of())))
                .isInstanceOf(MailReply.None.class);
    }

    @Test
    void letterPrintsNeitherAddressNorWords() {
        assertThat(new Letter(RESIDENT, "Subject", "Words", Map.of())).hasToString("Letter[***]");
    }

    @Test
    void senderIsOneAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailProperties("Tocsin <a@b.example>, c@d.example", true, Duration.ofSeconds(1)));
    }

    private MailServer mail(boolean plain) {
        var client = new JavaMailSenderImpl();
        client.setHost("127.0.0.1");
        client.setPort(server.getSmtp().getPort());
        return new MailServer(client, new MailProperties("tocsin@example.org", plain, Duration.ofSeconds(5)));
    }
}
