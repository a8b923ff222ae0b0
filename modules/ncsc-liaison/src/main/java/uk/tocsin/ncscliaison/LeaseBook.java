package uk.tocsin.ncscliaison;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import uk.tocsin.contracts.Referral;

/**
 * What the desk has from the broker: referrals that nobody has taken yet, and leases. Knows neither Kafka nor the time;
 * belongs to one thread.
 */
final class LeaseBook {

    /**
     * A referral that waits at the desk.
     *
     * @param deliveryCount how often it has been offered, this time included
     * @param until when it goes back to the broker unless somebody takes it
     */
    record Waiting(Position position, Referral referral, int deliveryCount, Instant until) {}

    private final Duration leaseTime;
    private final Supplier<UUID> ids;
    private final Map<Position, Waiting> waiting = new LinkedHashMap<>();
    private final Map<UUID, Lease> leases = new LinkedHashMap<>();

    /**
     * An empty book.
     *
     * @param ids makes lease ids, which nobody may be able to guess
     */
    LeaseBook(Duration leaseTime, Supplier<UUID> ids) {
        this.leaseTime = leaseTime;
        this.ids = ids;
    }

    /** Enters a referral that has come from the broker. */
    void offer(Position position, Referral referral, int deliveryCount, Instant now) {
        waiting.put(position, new Waiting(position, referral, deliveryCount, now.plus(leaseTime)));
    }

    /** Leases the referral that has waited longest, if any waits. */
    Optional<Lease> take(String holder, Instant now) {
        Optional<Waiting> next = waiting.values().stream().findFirst();
        return next.map(found -> {
            waiting.remove(found.position());
            Lease lease = new Lease(
                    ids.get(), holder, found.position(), found.referral(), found.deliveryCount(), now.plus(leaseTime));
            leases.put(lease.leaseId(), lease);
            return lease;
        });
    }

    /** The lease, if it is that holder's and has not run out. */
    Optional<Lease> find(UUID leaseId, String holder, Instant now) {
        return Optional.ofNullable(leases.get(leaseId))
                .filter(lease -> lease.holder().equals(holder))
                .filter(lease -> now.isBefore(lease.until()));
    }

    /** Where everything stands whose time has run out. */
    List<Position> expired(Instant now) {
        return Stream.concat(
                        waiting.values().stream()
                                .filter(each -> !now.isBefore(each.until()))
                                .map(Waiting::position),
                        leases.values().stream()
                                .filter(each -> !now.isBefore(each.until()))
                                .map(Lease::position))
                .toList();
    }

    /** Forgets what has been settled. */
    void settle(Position position) {
        waiting.remove(position);
        leases.values().removeIf(lease -> lease.position().equals(position));
    }

    /** Forgets what the broker has given to others, and says how many leases that ended. */
    int retain(Collection<Position> held) {
        Set<Position> known = Set.copyOf(held);
        int before = leases.size();
        waiting.keySet().retainAll(known);
        leases.values().removeIf(lease -> !known.contains(lease.position()));
        return before - leases.size();
    }

    /** Whether the referral there waits or is leased. */
    boolean knows(Position position) {
        return waiting.containsKey(position)
                || leases.values().stream().anyMatch(lease -> lease.position().equals(position));
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }
}
