package uk.tocsin.partnerfanout.line;

import java.time.Duration;
import uk.tocsin.partnerfanout.endpoint.WebhookProperties;

/**
 * The limits of one subscription's deliveries.
 *
 * @param maxInFlight how many of its events are out at once, each of another incident or service
 * @param maxPending how many records it holds in memory; of each publisher {@code maxInFlight} may come to that
 * @param maxAhead how far it delivers beyond a record that is not yet taken, in records
 * @param circuitThreshold after how many failures in a row its endpoint is taken for down
 * @param retries when to try again
 * @param holdWait how long to wait before writing down again what could not be written
 */
public record DeliveryLimits(
        int maxInFlight, int maxPending, int maxAhead, int circuitThreshold, RetryPolicy retries, Duration holdWait) {

    private static final Duration HOLD_WAIT = Duration.ofSeconds(2);

    /** As it is set for this process. */
    public static DeliveryLimits of(WebhookProperties properties) {
        var retries = new RetryPolicy(
                properties.firstRetry(), properties.maxRetry(), properties.maxRetryAfter(), properties.retryLimit());
        return new DeliveryLimits(
                properties.maxInFlight(),
                properties.maxPending(),
                properties.maxAhead(),
                properties.circuitThreshold(),
                retries,
                HOLD_WAIT);
    }
}
