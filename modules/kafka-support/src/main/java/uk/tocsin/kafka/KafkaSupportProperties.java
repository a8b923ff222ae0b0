package uk.tocsin.kafka;

import static uk.tocsin.kafka.settings.Limits.requirePositive;

import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this process works with Kafka, beyond what {@code spring.kafka} says of the connection.
 *
 * @param instanceId tells the instances of one role apart; a stable name lets a restarted instance end its own unfinished
 *     transaction at once instead of after {@code transactionTimeout}. No two running instances may share one. Empty: a
 *     random name
 * @param provision whether to create topics and register schemas at start; off where another process or person does it
 * @param replicationFactor of created topics; -1 leaves it to the broker
 * @param maxPollRecords most source records in one transaction
 * @param transactionTimeout after which the broker gives up the transaction of an instance that fell silent
 * @param sessionTimeout after which another instance takes over from one that fell silent; not under the broker's
 *     {@code group.min.session.timeout.ms}, 6 s unless changed
 * @param metadataMaxAge how soon a new council's topics are noticed
 * @param readTimeout how long reading back a ledger, the positions or the directory may take
 * @param retryWait first wait after a failed transaction
 * @param maxRetryWait longest wait after failed transactions
 * @param maxDirectoryEntries most members, circles and subscriptions together
 * @param inboxRetention how long inboxes, deliveries and dead letters are kept
 */
@ConfigurationProperties("tocsin.kafka")
public record KafkaSupportProperties(
        @DefaultValue("") String instanceId,
        @DefaultValue("true") boolean provision,
        @DefaultValue("-1") short replicationFactor,
        @DefaultValue("500") int maxPollRecords,
        @DefaultValue("10s") Duration transactionTimeout,
        @DefaultValue("8s") Duration sessionTimeout,
        @DefaultValue("3s") Duration metadataMaxAge,
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("100ms") Duration retryWait,
        @DefaultValue("5s") Duration maxRetryWait,
        @DefaultValue("20000") int maxDirectoryEntries,
        @DefaultValue("90d") Duration inboxRetention) {

    public KafkaSupportProperties {
        instanceId = instanceId.isBlank() ? UUID.randomUUID().toString() : instanceId;
        if (replicationFactor != -1 && replicationFactor < 1) {
            throw wrong("replicationFactor", replicationFactor, "-1 or a positive number");
        }
        requirePositive("maxPollRecords", maxPollRecords);
        requirePositive("maxDirectoryEntries", maxDirectoryEntries);
        requirePositive("transactionTimeout", transactionTimeout);
        requirePositive("sessionTimeout", sessionTimeout);
        requirePositive("metadataMaxAge", metadataMaxAge);
        requirePositive("readTimeout", readTimeout);
        requirePositive("retryWait", retryWait);
        requirePositive("maxRetryWait", maxRetryWait);
        requirePositive("inboxRetention", inboxRetention);
    }

    private static IllegalArgumentException wrong(String name, Object value, String expected) {
        return new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
}
