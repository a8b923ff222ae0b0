package uk.tocsin.partnerfanout.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Looks hosts up, and hands out only addresses that may be called. Whoever connects uses the very address that was
 * checked, so that a name which answers differently a moment later gains nothing. However many wait for one host, one
 * thread looks it up: a name server that does not answer holds up nobody else.
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

    private final AddressRules rules;
    private final Lookup lookup;
    private final Executor threads;
    private final Map<String, CompletableFuture<InetAddress>> asking = new ConcurrentHashMap<>();

    AddressBook(AddressRules rules, Lookup lookup, Executor threads) {
        this.rules = rules;
        this.lookup = lookup;
        this.threads = threads;
    }

    /**
     * An address of {@code host} that may be called. Fails with {@link AddressRefusedException} when it has none, and
     * with {@link UnknownHostException} when there is no such host.
     */
    CompletableFuture<InetAddress> find(String host) {
        CompletableFuture<InetAddress> found =
                asking.computeIfAbsent(host, name -> CompletableFuture.supplyAsync(() -> look(name), threads));
        // What was found is not kept here: the Java platform remembers answers for as long as it is told to.
        return found.whenComplete((address, failure) -> asking.remove(host, found));
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
