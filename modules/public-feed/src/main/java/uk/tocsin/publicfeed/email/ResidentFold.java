package uk.tocsin.publicfeed.email;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is subscribed: a fold over the topic of keys and the topic of subscriptions, in any order of the two. What was taken back
 * on either is gone for good: its id never comes back. Safe for several threads.
 */
final class ResidentFold {

    private static final Logger LOG = LoggerFactory.getLogger(ResidentFold.class);

    private final Vault vault;
    private final Map<UUID, byte[]> keys = new HashMap<>();
    private final Map<UUID, byte[]> sealed = new HashMap<>();
    private final NavigableMap<UUID, Subscription> open = new TreeMap<>();
    private final Map<String, NavigableSet<UUID>> byAddress = new HashMap<>();
    private final Set<UUID> ended = new HashSet<>();
    private final Set<UUID> keysOfEnded = new HashSet<>();

    ResidentFold(Vault vault) {
        this.vault = vault;
    }

    /** A record of the topic of keys; null takes the key back. */
    synchronized void key(UUID residentId, byte @Nullable [] sealedKey) {
        if (sealedKey == null) {
            keysOfEnded.remove(residentId);
            end(residentId);
        } else if (ended.contains(residentId)) {
            keysOfEnded.add(residentId);
        } else {
            keys.put(residentId, sealedKey);
            tryToOpen(residentId);
        }
    }

    /** A record of the topic of subscriptions; null takes the subscription back. */
    synchronized void subscription(UUID residentId, byte @Nullable [] subscription) {
        if (subscription == null) {
            if (keys.containsKey(residentId)) {
                keysOfEnded.add(residentId);
            }
            end(residentId);
        } else if (!ended.contains(residentId)) {
            sealed.put(residentId, subscription);
            tryToOpen(residentId);
        }
    }

    synchronized Optional<Subscription> find(UUID residentId) {
        return Optional.ofNullable(open.get(residentId));
    }

    /**
     * Everyone who has this address: one, or more for a moment when two processes were asked at once. The first is the one
     * that is written to.
     */
    synchronized List<UUID> having(String address) {
        return List.copyOf(byAddress.getOrDefault(Subscription.comparable(address), new TreeSet<>()));
    }

    /** The resident's key as it is kept, or null when there is none. */
    synchronized byte @Nullable [] sealedKey(UUID residentId) {
        return keys.get(residentId);
    }

    /** Whether the id was taken back, so that no link that bears it may be followed. */
    synchronized boolean isEnded(UUID residentId) {
        return ended.contains(residentId);
    }

    /** How many addresses there are. */
    synchronized int size() {
        return byAddress.size();
    }

    /** Everyone who is written to, in the order of their ids, from behind {@code after} on; null for from the first. */
    synchronized List<Subscription> from(@Nullable UUID after) {
        NavigableMap<UUID, Subscription> rest = after == null ? open : open.tailMap(after, false);
        return rest.values().stream()
                .filter(each -> having(each.address()).get(0).equals(each.residentId()))
                .toList();
    }

    /** Subscriptions without a key: what is left when a process died while it took somebody back. */
    synchronized Set<UUID> withoutKey() {
        Set<UUID> left = new HashSet<>(sealed.keySet());
        left.removeAll(keys.keySet());
        return left;
    }

    /**
     * Who was taken back and yet has a key on the topic: a process that had not heard of the end sealed it anew, or the end is
     * just being written.
     */
    synchronized Set<UUID> endedWithKey() {
        return Set.copyOf(keysOfEnded);
    }

    /** Every resident's key, as it is kept. */
    synchronized Map<UUID, byte[]> sealedKeys() {
        return Map.copyOf(keys);
    }

    private void end(UUID residentId) {
        ended.add(residentId);
        keys.remove(residentId);
        sealed.remove(residentId);
        close(residentId);
    }

    private void close(UUID residentId) {
        Subscription before = open.remove(residentId);
        if (before != null) {
            String address = Subscription.comparable(before.address());
            byAddress.computeIfPresent(address, (same, ids) -> {
                ids.remove(residentId);
                return ids.isEmpty() ? null : ids;
            });
        }
    }

    private void tryToOpen(UUID residentId) {
        byte[] key = keys.get(residentId);
        byte[] subscription = sealed.get(residentId);
        if (key == null || subscription == null) {
            return;
        }
        try {
            Subscription opened = vault.open(residentId, subscription, key);
            close(residentId);
            open.put(residentId, opened);
            byAddress
                    .computeIfAbsent(Subscription.comparable(opened.address()), address -> new TreeSet<>())
                    .add(residentId);
        } catch (IllegalArgumentException e) {
            LOG.atError()
                    .addKeyValue("residentId", residentId)
                    .log(
                            "A subscription by email cannot be opened: is tocsin.public-email.key the one that sealed it?");
        }
    }
}
