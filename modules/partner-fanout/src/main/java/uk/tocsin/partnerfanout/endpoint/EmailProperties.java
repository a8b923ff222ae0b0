package uk.tocsin.partnerfanout.endpoint;

import static uk.tocsin.kafka.settings.Limits.requirePositive;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How alerts go out by email, beside what {@code mail-support} says of every letter.
 *
 * @param allowedDomains domains of addresses that may be subscribed; empty for any
 * @param threads how many letters are under way at once
 */
@ConfigurationProperties("tocsin.email")
record EmailProperties(
        @DefaultValue List<String> allowedDomains,
        @DefaultValue("4") int threads) {

    EmailProperties {
        allowedDomains = List.copyOf(allowedDomains);
        requirePositive("threads", threads);
    }
}
