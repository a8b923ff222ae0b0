package uk.tocsin.partnerfanout.endpoint;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import uk.tocsin.mail.Letter;
import uk.tocsin.mail.MailReply;
import uk.tocsin.mail.MailServer;

/**
 * Sends alerts in words by email, one letter each. The label is the first word of the subject, as TLP 2.0 asks. Threads of its
 * own send, as the client waits for the server.
 */
public final class Mailer implements DisposableBean {

    private final MailServer server;
    private final EmailProperties properties;
    private final ExecutorService threads;

    Mailer(MailServer server, EmailProperties properties) {
        this.server = server;
        this.properties = properties;
        this.threads = Executors.newFixedThreadPool(properties.threads(), task -> new Thread(task, "tocsin-mail"));
    }

    /** What is wrong with an address, in words for the member, or empty when it may be subscribed. */
    Optional<String> problem(String address) {
        if (!server.isUsable()) {
            return Optional.of("not usable (expected: another kind, as this hub sends no email)");
        }
        String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (!properties.allowedDomains().isEmpty()
                && !properties.allowedDomains().contains(domain)) {
            return Optional.of("not usable (expected: an address in " + properties.allowedDomains() + ")");
        }
        return MailServer.isOneAddress(address) ? Optional.empty() : Optional.of("not usable (expected: one address)");
    }

    /** Sends one letter. What goes wrong on the way is an answer too: the stage never fails. */
    public CompletionStage<Answer> send(String address, UUID id, AlertText text) {
        String body = text.title() + "\n\n" + String.join("\n\n", text.lines()) + "\n";
        Letter letter = new Letter(address, text.title(), body, Map.of("X-Tocsin-Id", id.toString()));
        return CompletableFuture.supplyAsync(() -> answer(server.send(letter)), threads);
    }

    private static Answer answer(MailReply reply) {
        if (reply instanceof MailReply.Replied replied) {
            return new Answer.Mail(replied.code(), replied.text());
        }
        return new Answer.None(Answer.Fault.NETWORK, ((MailReply.None) reply).detail());
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
