package uk.tocsin.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** The server that takes letters, by encrypted connections and within limits of time. Safe for several threads. */
public final class MailServer {

    private static final int MAX_ADDRESS = 254;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final @Nullable JavaMailSender client;
    private final String from;

    /** With {@code client} null there is none, and nothing is sent. */
    public MailServer(@Nullable JavaMailSender client, MailProperties properties) {
        this.client = client;
        this.from = properties.from();
        if (client instanceof JavaMailSenderImpl smtp) {
            limit(smtp, properties);
        }
    }

    /** The client waits for ever and sends in the clear unless it is told otherwise. What an operator has set stays. */
    private static void limit(JavaMailSenderImpl client, MailProperties properties) {
        String millis = Long.toString(properties.timeout().toMillis());
        for (String protocol : new String[] {"smtp", "smtps"}) {
            for (String limit : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
                client.getJavaMailProperties().putIfAbsent("mail." + protocol + "." + limit, millis);
            }
        }
        client.getJavaMailProperties().putIfAbsent("mail.smtp.starttls.enable", "true");
        client.getJavaMailProperties()
                .putIfAbsent("mail.smtp.starttls.required", Boolean.toString(!properties.allowPlainSmtp()));
        client.getJavaMailProperties().putIfAbsent("mail.smtp.ssl.checkserveridentity", "true");
    }

    /** Whether letters can be sent at all: there is a server, and a sender's address. */
    public boolean isUsable() {
        return client != null && !from.isEmpty();
    }

    /** Whether {@code address} is one address and nothing else: no name, no list, no line break, at most 254 characters. */
    public static boolean isOneAddress(String address) {
        try {
            return address.length() <= MAX_ADDRESS
                    && !CONTROL.matcher(address).find()
                    && new InternetAddress(address, true).getAddress().equals(address)
                    && address.indexOf('@') > 0;
        } catch (AddressException e) {
            return false;
        }
    }

    /** Hands over one letter and waits for the answer. What goes wrong on the way is an answer too. */
    public MailReply send(Letter letter) {
        JavaMailSender open = client;
        if (open == null) {
            return new MailReply.None("there is no mail server");
        }
        try {
            open.send(message(open.createMimeMessage(), letter));
            return new MailReply.Replied(250, "", false);
        } catch (MailException | MessagingException e) {
            return MailReplies.of(e);
        }
    }

    private MimeMessage message(MimeMessage message, Letter letter) throws MessagingException {
        var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(letter.to());
        helper.setSubject(letter.subject());
        helper.setText(letter.text());
        message.setHeader("Auto-Submitted", "auto-generated");
        for (Map.Entry<String, String> header : letter.headers().entrySet()) {
            message.setHeader(header.getKey(), Letter.oneLine(header.getValue()));
        }
        return message;
    }
}
