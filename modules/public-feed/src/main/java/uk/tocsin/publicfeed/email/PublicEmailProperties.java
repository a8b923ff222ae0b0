package uk.tocsin.publicfeed.email;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import uk.tocsin.kafka.sealing.SealingKeys;

/**
 * Settings of email for residents.
 *
 * @param key 32 bytes in Base64, under which residents' keys and links in letters are sealed; with another, nobody can be
 *     written to and no link in a letter works. Empty: no email for residents
 * @param formerKeys keys that were in the place of {@code key} before, at most five: what they sealed still opens, and residents' keys
 *     are sealed anew under {@code key}
 * @param linkValidFor how long the link that proves an address works; a minute to 72 hours. A request is kept in its link
 *     alone, so this is also how long it lasts
 * @param maxResidents most addresses
 * @param maxChoices most councils, and most services, that one resident may choose; who wants more takes all; 1 to 30
 * @param requestsPerClient most requests in an hour from one client's address; of IPv6, from one /64
 * @param lettersPerAddress most letters in a day that ask for the proof of one address
 * @param requestsPerHour most requests in an hour from everyone together
 * @param maxBody most bytes of a form
 * @param maxWaiting most letters that wait to ask for the proof of an address; the next request is told to come back later
 * @param lettersPerSecond most notices sent in a second from one partition
 * @param batch how many notices are sent before the position moves; after a crash at most so many of each
 *     partition are sent twice
 * @param threads how many letters are under way at once
 * @param attempts how often a letter is tried that the server does not take for this recipient now
 * @param maxAge what was published longer ago is not sent any more, when nothing could be sent meanwhile
 * @param retryWait first wait after a failure; each later one is twice as long
 * @param maxRetryWait longest wait after a failure
 * @param pollTimeout how long one wait for records lasts, at most a minute
 * @param readTimeout how long reading who is subscribed may take at the start
 * @param writeTimeout how long writing a change may take
 * @param sweepEvery how often the topics are made to let go of what was taken back
 */
@ConfigurationProperties("tocsin.public-email")
record PublicEmailProperties(
        @DefaultValue("") String key,
        @DefaultValue List<String> formerKeys,
        @DefaultValue("24h") Duration linkValidFor,
        @DefaultValue("20000") int maxResidents,
        @DefaultValue("20") int maxChoices,
        @DefaultValue("10") int requestsPerClient,
        @DefaultValue("3") int lettersPerAddress,
        @DefaultValue("1000") int requestsPerHour,
        @DefaultValue("16384") int maxBody,
        @DefaultValue("200") int maxWaiting,
        @DefaultValue("20") int lettersPerSecond,
        @DefaultValue("20") int batch,
        @DefaultValue("4") int threads,
        @DefaultValue("3") int attempts,
        @DefaultValue("72h") Duration maxAge,
        @DefaultValue("1s") Duration retryWait,
        @DefaultValue("1m") Duration maxRetryWait,
        @DefaultValue("500ms") Duration pollTimeout,
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("20s") Duration writeTimeout,
        @DefaultValue("1h") Duration sweepEvery) {

    PublicEmailProperties {
        formerKeys = List.copyOf(formerKeys);
        if (!key.isEmpty()) {
            SealingKeys.of(key, formerKeys);
        } else if (!formerKeys.isEmpty()) {
            throw new IllegalArgumentException("formerKeys: *** (expected: none where there is no key)");
        }
        within("linkValidFor", linkValidFor, Duration.ofMinutes(1), Duration.ofDays(3));
        within("maxResidents", maxResidents, 1, 1_000_000);
        within("maxChoices", maxChoices, 1, 30);
        within("requestsPerClient", requestsPerClient, 1, 100_000);
        within("lettersPerAddress", lettersPerAddress, 1, 100);
        within("requestsPerHour", requestsPerHour, 1, 1_000_000);
        within("maxBody", maxBody, 1_024, 1_048_576);
        within("maxWaiting", maxWaiting, 1, 10_000);
        within("lettersPerSecond", lettersPerSecond, 1, 10_000);
        within("batch", batch, 1, 1_000);
        within("threads", threads, 1, 100);
        within("attempts", attempts, 1, 10);
        within("maxAge", maxAge, Duration.ofMinutes(1), Duration.ofDays(30));
        within("retryWait", retryWait, Duration.ofMillis(1), Duration.ofMinutes(1));
        within("maxRetryWait", maxRetryWait, retryWait, Duration.ofHours(1));
        within("pollTimeout", pollTimeout, Duration.ofMillis(1), Duration.ofMinutes(1));
        within("readTimeout", readTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
        within("writeTimeout", writeTimeout, Duration.ofSeconds(1), Duration.ofMinutes(10));
        within("sweepEvery", sweepEvery, Duration.ofSeconds(1), Duration.ofDays(1));
    }

    /**
     * The key that seals, and those that still open.
     *
     * @throws IllegalStateException when none is set
     */
    SealingKeys keys() {
        if (key.isEmpty()) {
            throw new IllegalStateException("tocsin.public-email.key: not set (expected: 32 bytes in Base64)");
        }
        return SealingKeys.of(key, formerKeys);
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "PublicEmailProperties[key=" + (key.isEmpty() ? "not set" : "***") + "]";
    }

    private static <T extends Comparable<T>> void within(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + " to " + most + ")");
        }
    }
}
