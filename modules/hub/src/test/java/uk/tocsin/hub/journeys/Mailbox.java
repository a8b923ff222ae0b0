package uk.tocsin.hub.journeys;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A mail server in this process, to which the shared hub sends: it keeps every letter, whoever it is for. */
final class Mailbox {

    private static final GreenMail SERVER = start();

    /** One letter as it arrived. */
    record Letter(String subject, String text) {}

    private Mailbox() {}

    private static GreenMail start() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    /** What a hub needs to send here. */
    static Map<String, Object> settings() {
        return Map.of(
                "spring.mail.host",
                "127.0.0.1",
                "spring.mail.port",
                Integer.toString(SERVER.getSmtp().getPort()),
                "tocsin.email.from",
                "alerts@tocsin.example",
                "tocsin.email.allow-plain-smtp",
                "true");
    }

    /** What has come for an address, in that order. */
    static List<Letter> of(String address) {
        return Stream.of(SERVER.getReceivedMessages())
                .filter(message -> isFor(message, address))
                .map(Mailbox::letter)
                .toList();
    }

    private static boolean isFor(MimeMessage message, String address) {
        try {
            return Stream.of(message.getAllRecipients())
                    .anyMatch(recipient -> recipient.toString().equals(address));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Letter letter(MimeMessage message) {
        try {
            return new Letter(message.getSubject(), String.valueOf(message.getContent()));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
