package uk.tocsin.replay;

import static uk.tocsin.kafka.settings.Limits.requirePositive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of replay.
 *
 * @param maxRange the longest range that one request may ask for
 * @param maxEvents how many events one answer shows at most, at least 1; a last line says when there is more
 * @param maxConcurrent how many answers are written at the same time, at least 1
 * @param clockTolerance how far a record's time on the topic may be from the time that the event itself gives
 * @param pollTimeout how long one wait for records lasts
 * @param stallTimeout how long an answer waits for the brokers without getting any further
 */
@ConfigurationProperties("tocsin.replay")
record ReplayProperties(
        @DefaultValue("3660d") Duration maxRange,
        @DefaultValue("100000") int maxEvents,
        @DefaultValue("4") int maxConcurrent,
        @DefaultValue("5m") Duration clockTolerance,
        @DefaultValue("500ms") Duration pollTimeout,
        @DefaultValue("30s") Duration stallTimeout) {

    ReplayProperties {
        requirePositive("maxRange", maxRange);
        requirePositive("maxEvents", maxEvents);
        requirePositive("maxConcurrent", maxConcurrent);
        requirePositive("clockTolerance", clockTolerance);
        requirePositive("pollTimeout", pollTimeout);
        requirePositive("stallTimeout", stallTimeout);
    }
}
