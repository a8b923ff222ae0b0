package uk.tocsin.partnerfanout.endpoint;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Looks hosts up, and hands out only addresses that may be called. Whoever connects uses the very address that was
 * checked, so that a name which answers differently a moment later gains nothing. However many wait for one host, one
 * thread looks it up: a name server that does not answer holds up nobody else. What was found and checked is used for a
 * second, so that a backlog does not ask again for each of its messages.
 */
final class AddressBook {

    /** The look-up itself, such as {@link InetAddress#getAllByName}. */
    interface Lookup {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    /** No address of the host may be called. */
    static final class AddressRefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AddressRefusedException(String host) {
            super(host + " has no address that may be called");
        }
    }

    /** Beside the time for which the Java platform remembers what a name server said. */
    private static final Duration KEPT = Duration.ofSeconds(1);

    private static final int MOST_KEPT = 10_000;

    private final AddressRules rules;
    private final Lookup lookup;
    private final Executor threads;
    private final AsyncCache<String, InetAddress> found;

    AddressBook(AddressRules rules, Lookup lookup, Executor threads, Ticker ticker) {
        this.rules = rules;
        this.lookup = lookup;
        this.threads = threads;
        this.found = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumSize(MOST_KEPT)
                .executor(Runnable::run)
                .ticker(ticker)
                .buildAsync();
    }

    /**
     * An address of {@code host} that may be called. Fails with {@link AddressRefusedException} when it has none, and
     * with {@link UnknownHostException} when there is no such host.
     */
    CompletableFuture<InetAddress> find(String host) {
        // What failed is not kept, and is looked up again.
        return found.get(host, (name, unused) -> CompletableFuture.supplyAsync(() -> look(name), threads));
    }

    private InetAddress look(String host) {
        try {
            return Stream.of(lookup.find(host))
                    .filter(rules::allow)
                    .findFirst()
                    .orElseThrow(() -> new AddressRefusedException(host));
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }
}
