package uk.tocsin.partnerfanout;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How alerts go out by email; the server is {@code spring.mail.*}.
 *
 * @param from the sender's address; empty where this hub sends no email
 * @param allowedDomains domains of addresses that may be subscribed; empty for any
 * @param allowPlainSmtp whether a server without encryption may be used; for trying things out only
 * @param timeout how long connecting, an answer, or sending may take, each
 * @param threads how many letters are under way at once
 */
@ConfigurationProperties("tocsin.email")
record EmailProperties(
        @DefaultValue("") String from,
        @DefaultValue List<String> allowedDomains,
        @DefaultValue("false") boolean allowPlainSmtp,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("4") int threads) {

    EmailProperties {
        allowedDomains = List.copyOf(allowedDomains);
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: a positive duration)");
        }
        if (threads <= 0) {
            throw new IllegalArgumentException("threads: " + threads + " (expected: a positive number)");
        }
    }
}
