package uk.tocsin.partnerfanout.inbox;

import static uk.tocsin.kafka.settings.Limits.requirePositive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of reading an inbox over HTTP.
 *
 * @param maxStreams how many streams and waiting requests this process has at once; they share a consumer
 * @param maxStreamsPerMember how many of these one member may have
 * @param heartbeat after how long without an alert a stream sends a comment, so that nothing between cuts it
 * @param streamLifetime how long one stream lives; a client then comes back with its last event id
 * @param streamBuffer how many records wait for one stream's reader at most
 * @param stallTimeout after how long in which its reader takes nothing of what waits a stream is dropped
 * @param maxWait how long a request may ask to wait
 * @param maxItems the largest limit that a page of the inbox may be asked for
 * @param readTimeout how long reading one page of the inbox may take
 * @param commitInterval how often it is kept how far members have come over HTTP
 */
@ConfigurationProperties("tocsin.inbox")
public record InboxProperties(
        @DefaultValue("200") int maxStreams,
        @DefaultValue("20") int maxStreamsPerMember,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("1h") Duration streamLifetime,
        @DefaultValue("100") int streamBuffer,
        @DefaultValue("30s") Duration stallTimeout,
        @DefaultValue("60s") Duration maxWait,
        @DefaultValue("500") int maxItems,
        @DefaultValue("5s") Duration readTimeout,
        @DefaultValue("2s") Duration commitInterval) {

    public InboxProperties {
        requirePositive("maxStreams", maxStreams);
        requirePositive("maxStreamsPerMember", maxStreamsPerMember);
        requirePositive("heartbeat", heartbeat);
        requirePositive("streamLifetime", streamLifetime);
        requirePositive("streamBuffer", streamBuffer);
        requirePositive("stallTimeout", stallTimeout);
        requirePositive("maxWait", maxWait);
        requirePositive("maxItems", maxItems);
        requirePositive("readTimeout", readTimeout);
        requirePositive("commitInterval", commitInterval);
    }
}
