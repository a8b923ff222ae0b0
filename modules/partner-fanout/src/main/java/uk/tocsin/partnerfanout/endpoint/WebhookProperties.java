package uk.tocsin.partnerfanout.endpoint;

import static uk.tocsin.kafka.settings.Limits.requirePositive;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How webhooks are delivered.
 *
 * @param allowPlainHttp whether an endpoint may be {@code http://}; for trying things out only
 * @param allowedNetworks addresses that may be called although they are not of the public internet, as CIDR
 * @param maxSubscriptions how many subscriptions this process delivers at once
 * @param maxConnections how many connections are open at once, to all endpoints together
 * @param connectTimeout how long connecting to an endpoint may take, and agreeing on encryption
 * @param responseTimeout how long an endpoint may be silent before the attempt has failed
 * @param totalTimeout how long one attempt may take from looking the host up to the end of the answer
 * @param idleTimeout how long a connection that nothing goes over is kept
 * @param maxAnswer how much of an answer is read; the first 1 KiB of it is kept
 * @param firstRetry longest wait after the first failed attempt; each later one is twice as long
 * @param maxRetry the longest wait between two attempts that the hub chooses
 * @param maxRetryAfter the longest wait that an endpoint may ask for
 * @param retryLimit how long after its first attempt an event is given up
 * @param maxInFlight how many events of one subscription are out at once, each of another incident or service
 * @param maxInFlightPerMember how many events of all subscriptions of a member are out at once
 * @param maxRatePerMember how many attempts of all subscriptions of a member begin in a second
 * @param maxPending how many records of one subscription are held in memory, and a few more of each publisher that has few
 * @param maxLatestSubjects of how many incidents and services the latest revision of a backlog is looked up, where that is
 *     asked for; of more, every revision is sent
 * @param maxAhead how many records a subscription delivers beyond one that is not yet taken
 * @param circuitThreshold after how many failures in a row an endpoint is taken for down
 * @param commitInterval how often positions are committed
 * @param handoverTime how long what is out is waited for before another process goes on with a subscription; at most 8 s
 */
@ConfigurationProperties("tocsin.webhook")
public record WebhookProperties(
        @DefaultValue("false") boolean allowPlainHttp,
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue("500") int maxSubscriptions,
        @DefaultValue("4000") int maxConnections,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration responseTimeout,
        @DefaultValue("20s") Duration totalTimeout,
        @DefaultValue("30s") Duration idleTimeout,
        @DefaultValue("64KB") DataSize maxAnswer,
        @DefaultValue("1s") Duration firstRetry,
        @DefaultValue("5m") Duration maxRetry,
        @DefaultValue("1d") Duration maxRetryAfter,
        @DefaultValue("72h") Duration retryLimit,
        @DefaultValue("8") int maxInFlight,
        @DefaultValue("32") int maxInFlightPerMember,
        @DefaultValue("1000") int maxRatePerMember,
        @DefaultValue("200") int maxPending,
        @DefaultValue("20000") int maxLatestSubjects,
        @DefaultValue("10000") int maxAhead,
        @DefaultValue("5") int circuitThreshold,
        @DefaultValue("500ms") Duration commitInterval,
        @DefaultValue("2s") Duration handoverTime) {

    /** Less than the follower of inboxes waits for a handover as a whole. */
    private static final Duration MAX_HANDOVER = Duration.ofSeconds(8);

    public WebhookProperties {
        allowedNetworks = List.copyOf(allowedNetworks);
        allowedNetworks.forEach(Network::of);
        requirePositive("maxSubscriptions", maxSubscriptions);
        requirePositive("maxConnections", maxConnections);
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("responseTimeout", responseTimeout);
        requirePositive("totalTimeout", totalTimeout);
        requirePositive("idleTimeout", idleTimeout);
        if (maxAnswer.toBytes() < AnswerReader.KEPT_BYTES) {
            throw new IllegalArgumentException("maxAnswer: " + maxAnswer + " (expected: at least 1KB)");
        }
        requirePositive("firstRetry", firstRetry);
        requirePositive("maxRetryAfter", maxRetryAfter);
        requirePositive("retryLimit", retryLimit);
        requirePositive("maxInFlight", maxInFlight);
        requirePositive("maxInFlightPerMember", maxInFlightPerMember);
        requirePositive("maxRatePerMember", maxRatePerMember);
        requirePositive("maxPending", maxPending);
        requirePositive("maxLatestSubjects", maxLatestSubjects);
        requirePositive("maxAhead", maxAhead);
        requirePositive("circuitThreshold", circuitThreshold);
        requirePositive("commitInterval", commitInterval);
        if (handoverTime.isNegative() || handoverTime.compareTo(MAX_HANDOVER) > 0) {
            throw new IllegalArgumentException(
                    "handoverTime: " + handoverTime + " (expected: at most " + MAX_HANDOVER + ")");
        }
        if (maxRetry.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException(
                    "maxRetry: " + maxRetry + " (expected: at least firstRetry, " + firstRetry + ")");
        }
    }

    /** Which addresses may be called. */
    AddressRules addressRules() {
        return new AddressRules(allowedNetworks.stream().map(Network::of).toList());
    }
}
