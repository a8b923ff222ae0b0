package uk.tocsin.publicfeed.email;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/** How often may be asked: by one client, by everyone, and for one address. Each process counts for itself. */
final class RequestLimits {

    private static final String EVERYONE = "everyone";

    private final Counts clients;
    private final Counts everyone;
    private final Counts addresses;

    RequestLimits(PublicEmailProperties properties, Ticker ticker) {
        this.clients = new Counts(properties.requestsPerClient(), Duration.ofHours(1), ticker);
        this.everyone = new Counts(properties.requestsPerHour(), Duration.ofHours(1), ticker);
        this.addresses = new Counts(properties.lettersPerAddress(), Duration.ofDays(1), ticker);
    }

    /** Whether a client may ask. One that asks too often does not use up what everyone has. */
    boolean allowsRequest(String client) {
        return clients.allows(client) && everyone.allows(EVERYONE);
    }

    /** Whether one more letter may ask for the proof of an address. */
    boolean allowsLetter(String address) {
        return addresses.allows(address);
    }
}
