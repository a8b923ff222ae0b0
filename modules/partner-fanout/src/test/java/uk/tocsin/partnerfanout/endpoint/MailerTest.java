package uk.tocsin.partnerfanout.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import uk.tocsin.mail.MailProperties;
import uk.tocsin.mail.MailServer;
import uk.tocsin.partnerfanout.Examples;

/** Letters to a real SMTP server in this process, and to servers that refuse them. */
class MailerTest {

    private static final String DUTY = "duty@dover.example";
    private static final AlertText TEXT =
            new AlertText("TLP:AMBER canterbury: incident declared - Planning is away", List.of("One.", "Two."));

    @Test
    void letterBearsTheLabelFirstAndTheWords() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            var id = new UUID(1, 2);
            assertThat(send(mailer(server.getSmtp().getPort(), true), id, TEXT)).isEqualTo(new Answer.Mail(250, ""));

            MimeMessage letter = server.getReceivedMessages()[0];
            assertThat(letter.getSubject()).isEqualTo(TEXT.title()).startsWith("TLP:AMBER");
            assertThat(letter.getAllRecipients()).extracting(Object::toString).containsExactly(DUTY);
            assertThat(letter.getHeader("X-Tocsin-Id")).containsExactly(id.toString());
            assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(String.valueOf(letter.getContent())).contains("One.", "Two.");
        } finally {
            server.stop();
        }
    }

    @Test
    void wordsCannotAddAHeader() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            var evil = new AlertText("TLP:AMBER x\r\nBcc: everybody@evil.example\r\n\r\nbody", List.of());
            send(mailer(server.getSmtp().getPort(), true), new UUID(1, 2), evil);

            MimeMessage letter = server.getReceivedMessages()[0];
            assertThat(letter.getHeader("Bcc")).isNull();
            assertThat(letter.getSubject()).doesNotContain("\n").startsWith("TLP:AMBER x Bcc");
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void addressThatTheServerDoesNotKnowIsGivenUpAndABusyServerIsTriedAgain() throws Exception {
        Answer unknown = replyTo("550 5.1.1 No such user");
        Answer busy = replyTo("451 4.3.0 Try later");

        assertThat(unknown).isInstanceOfSatisfying(Answer.Mail.class, answer -> {
            assertThat(answer.reply()).isEqualTo(550);
            assertThat(answer.text()).contains("No such user");
        });
        assertThat(DeliveryOutcome.of(unknown, Examples.TIME))
                .isEqualTo(new DeliveryOutcome.GiveUp("the mail server answered 550"));
        assertThat(DeliveryOutcome.of(busy, Examples.TIME))
                .isEqualTo(new DeliveryOutcome.Retry(null, "the mail server answered 451"));
    }

    @Test
    void serverThatIsNotThereOrDoesNotEncryptIsTriedAgain() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Answer away = send(mailer(free, true), new UUID(1, 2), TEXT);
        assertThat(DeliveryOutcome.of(away, Examples.TIME)).isInstanceOf(DeliveryOutcome.Retry.class);

        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Answer plain = send(mailer(server.getSmtp().getPort(), false), new UUID(1, 2), TEXT);
            assertThat(plain).isInstanceOf(Answer.None.class);
            assertThat(server.getReceivedMessages())
                    .as("nothing goes out in the clear")
                    .isEmpty();
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nobody", "a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example", "@", "", "a b@c.example"
            })
    void whatIsNotOneAddressIsRefused(String address) {
        assertThat(mailer(25, true).problem(address)).isPresent();
    }

    @Test
    void addressIsInAnAllowedDomainWhereThereAreSome() {
        var bound = new Mailer(
                new MailServer(new JavaMailSenderImpl(), mail(true)), new EmailProperties(List.of("dover.example"), 1));

        assertThat(bound.problem(DUTY)).isEmpty();
        assertThat(bound.problem("duty@elsewhere.example")).isPresent();
        bound.destroy();
    }

    @Test
    void hubWithoutAServerTakesNoAddress() {
        var none = new Mailer(new MailServer(null, mail(false)), new EmailProperties(List.of(), 1));

        assertThat(none.problem(DUTY))
                .hasValueSatisfying(problem -> assertThat(problem).contains("no email"));
        none.destroy();
    }

    private static Answer send(Mailer mailer, UUID id, AlertText text) {
        try {
            return mailer.send(DUTY, id, text).toCompletableFuture().join();
        } finally {
            mailer.destroy();
        }
    }

    private static Mailer mailer(int port, boolean plain) {
        var client = new JavaMailSenderImpl();
        client.setHost("127.0.0.1");
        client.setPort(port);
        return new Mailer(new MailServer(client, mail(plain)), new EmailProperties(List.of(), 1));
    }

    private static MailProperties mail(boolean plain) {
        return new MailProperties("tocsin@example.org", plain, Duration.ofSeconds(5));
    }

    /** What comes of a letter to a server that answers so when it is told the recipient. */
    private static Answer replyTo(String recipient) throws IOException, InterruptedException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = new Thread(() -> serve(socket, recipient), "smtp");
            server.start();
            Answer answer = send(mailer(socket.getLocalPort(), true), new UUID(1, 2), TEXT);
            server.join(5_000);
            return answer;
        }
    }

    private static void serve(ServerSocket socket, String recipient) {
        try (Socket client = socket.accept();
                var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
                OutputStream out = client.getOutputStream()) {
            out.write("220 here\r\n".getBytes(US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String reply = line.startsWith("RCPT") ? recipient : line.startsWith("QUIT") ? "221 bye" : "250 ok";
                out.write((reply + "\r\n").getBytes(US_ASCII));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
