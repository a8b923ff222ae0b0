package uk.tocsin.partnerfanout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.springframework.kafka.core.KafkaOperations;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.DirectoryIds;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.topics.RecordFactory;

/** Enters subscriptions into the directory. A member has one at a time. */
final class SubscriptionRegister {

    private static final String RECORDED_BY_HUB = "hub";
    private static final int ID_CHARS = 8;
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);

    private final Supplier<Directory> directory;
    private final KafkaOperations<String, byte[]> kafka;
    private final RecordFactory records;
    private final SecretSeal seal;
    private final Clock clock;

    SubscriptionRegister(
            Supplier<Directory> directory,
            KafkaOperations<String, byte[]> kafka,
            RecordFactory records,
            SecretSeal seal,
            Clock clock) {
        this.directory = directory;
        this.kafka = kafka;
        this.records = records;
        this.seal = seal;
        this.clock = clock;
    }

    /** Enters the subscription, and returns when the broker has it. */
    SubscriptionController.Granted subscribe(String memberId, String endpoint)
            throws InterruptedException, ExecutionException, TimeoutException {
        Optional<Subscription> before = ofMember(memberId);
        String id = before.map(Subscription::getSubscriptionId).orElseGet(() -> newId(memberId));
        Instant createdAt = before.map(Subscription::getCreatedAt)
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS));
        String secret = seal.newSecret();
        enter(
                Subscription.newBuilder()
                        .setSubscriptionId(id)
                        .setMemberId(memberId)
                        .setEndpoint(endpoint)
                        .setSealedSecret(seal.seal(secret, id))
                        .setState(SubscriptionState.ACTIVE)
                        .setCreatedAt(createdAt)
                        .build(),
                memberId);
        return new SubscriptionController.Granted(id, endpoint, secret, createdAt);
    }

    /** Ends the subscription; false when there is none. */
    boolean unsubscribe(String memberId) throws InterruptedException, ExecutionException, TimeoutException {
        Optional<Subscription> before = ofMember(memberId);
        if (before.isPresent()) {
            enter(
                    Subscription.newBuilder(before.get())
                            .setState(SubscriptionState.DELETED)
                            .build(),
                    memberId);
        }
        return before.isPresent();
    }

    /**
     * Suspends a subscription, unless its entry has changed since it was looked at.
     *
     * @return false when the broker does not answer: come again
     */
    boolean suspend(Subscription subscription, String reason) {
        if (!directory.get().subscriptions().contains(subscription)) {
            return true;
        }
        try {
            enter(
                    Subscription.newBuilder(subscription)
                            .setState(SubscriptionState.SUSPENDED)
                            .setReason(reason)
                            .build(),
                    RECORDED_BY_HUB);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        }
    }

    /** Pauses a member's subscription, or lets it go on; empty when it has none. A reason for its state ends with that. */
    Optional<Subscription> change(String memberId, SubscriptionState state)
            throws InterruptedException, ExecutionException, TimeoutException {
        Optional<Subscription> before = ofMember(memberId);
        if (before.isEmpty()) {
            return before;
        }
        Subscription changed = Subscription.newBuilder(before.get())
                .setState(state)
                .setReason(null)
                .build();
        enter(changed, memberId);
        return Optional.of(changed);
    }

    /** The subscription of a member, whatever its state, unless it was deleted. */
    Optional<Subscription> ofMember(String memberId) {
        return directory.get().subscriptions().stream()
                .filter(subscription -> subscription.getMemberId().equals(memberId))
                .filter(subscription -> subscription.getState() != SubscriptionState.DELETED)
                .findFirst();
    }

    /** Never used again, so that the position of one that was deleted is nobody else's. */
    private static String newId(String memberId) {
        return memberId + "-" + UUID.randomUUID().toString().substring(0, ID_CHARS);
    }

    private void enter(Subscription subscription, String recordedBy)
            throws InterruptedException, ExecutionException, TimeoutException {
        String entryId = DirectoryIds.subscription(subscription.getSubscriptionId());
        var entry = DirectoryEntry.newBuilder()
                .setEntryId(entryId)
                .setRecordedAt(clock.instant())
                .setRecordedBy(recordedBy)
                .setSubscription(subscription)
                .build();
        kafka.send(records.record(Topics.DIRECTORY, entryId, entry, List.of()))
                .get(WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
