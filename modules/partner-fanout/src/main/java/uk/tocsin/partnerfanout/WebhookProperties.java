package uk.tocsin.partnerfanout;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How webhooks are delivered.
 *
 * @param allowPlainHttp whether an endpoint may be {@code http://}; for trying things out only
 * @param maxSubscriptions how many subscriptions this process delivers at once; each has a consumer and a thread
 * @param connectTimeout how long connecting to an endpoint may take
 * @param responseTimeout how long an endpoint may be silent before the attempt has failed
 * @param firstRetry wait after the first failed attempt; each later wait is twice as long
 * @param maxRetry the longest wait between two attempts
 */
@ConfigurationProperties("tocsin.webhook")
record WebhookProperties(
        @DefaultValue("false") boolean allowPlainHttp,
        @DefaultValue("500") int maxSubscriptions,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration responseTimeout,
        @DefaultValue("1s") Duration firstRetry,
        @DefaultValue("2m") Duration maxRetry) {

    WebhookProperties {
        if (maxSubscriptions <= 0) {
            throw new IllegalArgumentException(
                    "maxSubscriptions: " + maxSubscriptions + " (expected: a positive number)");
        }
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("responseTimeout", responseTimeout);
        requirePositive("firstRetry", firstRetry);
        if (maxRetry.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException(
                    "maxRetry: " + maxRetry + " (expected: at least firstRetry, " + firstRetry + ")");
        }
    }

    private static void requirePositive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + ": " + value + " (expected: a positive duration)");
        }
    }
}
