package uk.tocsin.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How letters leave; the server is {@code spring.mail.*}.
 *
 * @param from the sender's address; empty where no email is sent
 * @param allowPlainSmtp whether a server without encryption may be used; for trying things out only
 * @param timeout how long connecting, an answer, or sending may take, each
 */
@ConfigurationProperties("tocsin.email")
public record MailProperties(
        @DefaultValue("") String from,
        @DefaultValue("false") boolean allowPlainSmtp,
        @DefaultValue("10s") Duration timeout) {

    public MailProperties {
        if (!from.isEmpty() && !MailServer.isOneAddress(from)) {
            throw new IllegalArgumentException("from: " + from + " (expected: one address)");
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: a positive duration)");
        }
    }
}
