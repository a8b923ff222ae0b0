package uk.tocsin.kafka.projection;

import java.time.Duration;
import java.util.Map;

/**
 * How projections run.
 *
 * @param producer settings of the connection for producers
 * @param consumer settings of the connection for consumers
 * @param instanceId tells running instances of a projection apart
 * @param maxPollRecords most source records in one transaction
 * @param transactionTimeout after which the broker gives up a silent instance's transaction
 * @param sessionTimeout after which another instance takes over from a silent one
 * @param metadataMaxAge how soon a new topic is noticed
 * @param retryWait first wait after a failed transaction
 * @param maxRetryWait longest wait
 */
public record ProjectionSettings(
        Map<String, Object> producer,
        Map<String, Object> consumer,
        String instanceId,
        int maxPollRecords,
        Duration transactionTimeout,
        Duration sessionTimeout,
        Duration metadataMaxAge,
        Duration retryWait,
        Duration maxRetryWait) {}
