package uk.tocsin.partnerfanout;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Sends alerts in words by email, one letter each. The label is the first word of the subject, as TLP 2.0 asks. Threads of its
 * own send, as the client waits for the server.
 */
final class Mailer implements DisposableBean {

    private static final int MAX_SUBJECT = 200;
    private static final int MAX_ADDRESS = 254;
    /** A line break in a subject would begin another header. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final @Nullable JavaMailSender server;
    private final EmailProperties properties;
    private final ExecutorService threads;

    /** With {@code server} null there is none, and nothing is sent. */
    Mailer(@Nullable JavaMailSender server, EmailProperties properties) {
        this.server = server;
        this.properties = properties;
        this.threads = Executors.newFixedThreadPool(properties.threads(), task -> new Thread(task, "tocsin-mail"));
        if (server instanceof JavaMailSenderImpl client) {
            limit(client, properties);
        }
    }

    /** The client waits for ever and sends in the clear unless it is told otherwise. What an operator has set stays. */
    private static void limit(JavaMailSenderImpl client, EmailProperties properties) {
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

    /** What is wrong with an address, in words for the member, or empty when it may be subscribed. */
    Optional<String> problem(String address) {
        if (server == null || properties.from().isEmpty()) {
            return Optional.of("not usable (expected: another kind, as this hub sends no email)");
        }
        String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (!properties.allowedDomains().isEmpty()
                && !properties.allowedDomains().contains(domain)) {
            return Optional.of("not usable (expected: an address in " + properties.allowedDomains() + ")");
        }
        try {
            boolean one = address.length() <= MAX_ADDRESS
                    && !CONTROL.matcher(address).find()
                    && new InternetAddress(address, true).getAddress().equals(address)
                    && address.indexOf('@') > 0;
            return one ? Optional.empty() : Optional.of("not usable (expected: one address)");
        } catch (AddressException e) {
            return Optional.of("not usable (expected: one address)");
        }
    }

    /** Sends one letter. What goes wrong on the way is an answer too: the stage never fails. */
    CompletionStage<Answer> send(String address, UUID id, AlertText text) {
        return CompletableFuture.supplyAsync(() -> deliver(address, id, text), threads);
    }

    private Answer deliver(String address, UUID id, AlertText text) {
        JavaMailSender open = server;
        if (open == null) {
            return new Answer.None(Answer.Fault.NETWORK, "this hub has no mail server");
        }
        try {
            MimeMessage letter = open.createMimeMessage();
            var helper = new MimeMessageHelper(letter, StandardCharsets.UTF_8.name());
            helper.setFrom(properties.from());
            helper.setTo(address);
            helper.setSubject(subject(text.title()));
            helper.setText(text.title() + "\n\n" + String.join("\n\n", text.lines()) + "\n");
            letter.setHeader("Auto-Submitted", "auto-generated");
            letter.setHeader("X-Tocsin-Id", id.toString());
            open.send(letter);
            return new Answer.Mail(250, "");
        } catch (MailException | MessagingException e) {
            return MailReplies.answer(e);
        }
    }

    private static String subject(String title) {
        String line = CONTROL.matcher(title).replaceAll(" ");
        return line.length() <= MAX_SUBJECT ? line : line.substring(0, MAX_SUBJECT) + "...";
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
