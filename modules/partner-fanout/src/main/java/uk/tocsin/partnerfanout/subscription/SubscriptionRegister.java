package uk.tocsin.partnerfanout.subscription;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.KafkaOperations;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.DirectoryIds;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.topics.RecordFactory;
import uk.tocsin.partnerfanout.problem.Problems;

/** Enters subscriptions into the directory, and finds them there. */
public final class SubscriptionRegister {

    private static final String RECORDED_BY_HUB = "hub";
    private static final int ID_CHARS = 8;
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SEEN_TIMEOUT = Duration.ofSeconds(2);

    private final Supplier<Directory> directory;
    private final KafkaOperations<String, byte[]> kafka;
    private final RecordFactory records;
    private final Clock clock;

    SubscriptionRegister(
            Supplier<Directory> directory, KafkaOperations<String, byte[]> kafka, RecordFactory records, Clock clock) {
        this.directory = directory;
        this.kafka = kafka;
        this.records = records;
        this.clock = clock;
    }

    /** A new one for a member, not yet entered. Its id is never used again, so that its position is nobody else's. */
    Subscription.Builder draft(String memberId) {
        return Subscription.newBuilder()
                .setSubscriptionId(memberId + "-" + UUID.randomUUID().toString().substring(0, ID_CHARS))
                .setMemberId(memberId)
                .setState(SubscriptionState.ACTIVE)
                .setCreatedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Enters a subscription as its member wants it, and returns when this process has it. */
    Subscription enter(Subscription subscription) throws InterruptedException, ExecutionException, TimeoutException {
        enter(subscription, subscription.getMemberId());
        // Whoever made it asks for it next; when it takes longer than that, it is there a moment later.
        long deadline = System.nanoTime() + SEEN_TIMEOUT.toNanos();
        while (!directory.get().subscriptions().contains(subscription) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return subscription;
    }

    /**
     * Suspends a subscription, unless its entry has changed since it was looked at.
     *
     * @return false when the broker does not answer: come again
     */
    public boolean suspend(Subscription subscription, String reason) {
        return replace(
                subscription,
                Subscription.newBuilder(subscription)
                        .setState(SubscriptionState.SUSPENDED)
                        .setReason(reason)
                        .build());
    }

    /**
     * Enters {@code after} for the hub, unless the entry is no longer {@code before}.
     *
     * @return false when the broker does not answer: come again
     */
    boolean replace(Subscription before, Subscription after) {
        if (!directory.get().subscriptions().contains(before)) {
            return true;
        }
        try {
            enter(after, RECORDED_BY_HUB);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        }
    }

    /** Every subscription of everyone, whatever its state, unless it was deleted. */
    List<Subscription> all() {
        return directory.get().subscriptions().stream()
                .filter(subscription -> subscription.getState() != SubscriptionState.DELETED)
                .toList();
    }

    /** The subscriptions of a member, whatever their state, unless they were deleted; the oldest first. */
    List<Subscription> ofMember(String memberId) {
        return directory.get().subscriptions().stream()
                .filter(subscription -> subscription.getMemberId().equals(memberId))
                .filter(subscription -> subscription.getState() != SubscriptionState.DELETED)
                .sorted(java.util.Comparator.comparing(Subscription::getCreatedAt)
                        .thenComparing(Subscription::getSubscriptionId))
                .toList();
    }

    /** One of a member's own; another member's is not there. */
    Optional<Subscription> ofMember(String memberId, String subscriptionId) {
        return ofMember(memberId).stream()
                .filter(subscription -> subscription.getSubscriptionId().equals(subscriptionId))
                .findFirst();
    }

    /**
     * One of a member's own.
     *
     * @throws org.springframework.web.ErrorResponseException 404 when there is none
     */
    public Subscription find(String memberId, String subscriptionId) {
        return ofMember(memberId, subscriptionId)
                .orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, "This member has no such subscription."));
    }

    /**
     * One of a member's own that waits for no code: pausing and resuming would otherwise do what the code is for.
     *
     * @throws org.springframework.web.ErrorResponseException 404 when there is none, 409 when its address is not confirmed
     */
    public Subscription confirmed(String memberId, String subscriptionId) {
        Subscription subscription = find(memberId, subscriptionId);
        if (subscription.getState() == SubscriptionState.UNCONFIRMED) {
            throw Problems.of(
                    HttpStatus.CONFLICT, "This address is not confirmed. Give the code that was sent to it first.");
        }
        return subscription;
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
