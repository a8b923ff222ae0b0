package uk.tocsin.ingress;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of what councils may send, and of what sending costs.
 *
 * @param maxBody size of one request body
 * @param maxBatch events in one batch, of both kinds together
 * @param maxLine characters in a name, headline, contact or reference
 * @param maxText characters in a statement, summary or other running text
 * @param maxList entries in a list other than those below
 * @param maxIndicators indicators in one partner section
 * @param maxAudience circles, and members, in one audience
 * @param clockSkew how far ahead of this clock a past moment may lie
 * @param maxWriters councils that may be written for at the same time without opening connections anew
 * @param writerIdle after what time without a request a council's connections are closed
 * @param writeTimeout how long a request waits for the log
 * @param maxGroup requests of one council that share a transaction
 */
@ConfigurationProperties("tocsin.ingress")
record IngressProperties(
        @DefaultValue("512KB") DataSize maxBody,
        @DefaultValue("100") int maxBatch,
        @DefaultValue("200") int maxLine,
        @DefaultValue("10000") int maxText,
        @DefaultValue("100") int maxList,
        @DefaultValue("200") int maxIndicators,
        @DefaultValue("500") int maxAudience,
        @DefaultValue("5m") Duration clockSkew,
        @DefaultValue("100") int maxWriters,
        @DefaultValue("10m") Duration writerIdle,
        @DefaultValue("20s") Duration writeTimeout,
        @DefaultValue("200") int maxGroup) {

    IngressProperties {
        positive("maxBody", maxBody.toBytes(), maxBody);
        positive("maxBatch", maxBatch, maxBatch);
        positive("maxLine", maxLine, maxLine);
        positive("maxText", maxText, maxText);
        positive("maxList", maxList, maxList);
        positive("maxIndicators", maxIndicators, maxIndicators);
        positive("maxAudience", maxAudience, maxAudience);
        positive("clockSkew", clockSkew.toMillis(), clockSkew);
        positive("maxWriters", maxWriters, maxWriters);
        positive("writerIdle", writerIdle.toMillis(), writerIdle);
        positive("writeTimeout", writeTimeout.toMillis(), writeTimeout);
        positive("maxGroup", maxGroup, maxGroup);
        if (maxBody.toBytes() >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("maxBody: " + maxBody + " (expected: less than 2 GB)");
        }
    }

    private static void positive(String name, long amount, Object written) {
        if (amount <= 0) {
            throw new IllegalArgumentException(name + ": " + written + " (expected: more than nothing)");
        }
    }
}
