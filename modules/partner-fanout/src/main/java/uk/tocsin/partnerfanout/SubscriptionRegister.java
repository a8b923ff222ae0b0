package uk.tocsin.partnerfanout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.kafka.core.KafkaOperations;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.DirectoryIds;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.topics.RecordFactory;

/** Enters subscriptions into the directory. A member's subscription has the member's own id, so that it has only one. */
final class SubscriptionRegister {

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
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String secret = seal.newSecret();
        Instant createdAt = active(memberId).map(Subscription::getCreatedAt).orElse(now);
        enter(Subscription.newBuilder()
                .setSubscriptionId(memberId)
                .setMemberId(memberId)
                .setEndpoint(endpoint)
                .setSealedSecret(seal.seal(secret, memberId))
                .setState(SubscriptionState.ACTIVE)
                .setCreatedAt(createdAt)
                .build());
        return new SubscriptionController.Granted(memberId, endpoint, secret, createdAt);
    }

    /** Ends the subscription; false when there is none. */
    boolean unsubscribe(String memberId) throws InterruptedException, ExecutionException, TimeoutException {
        Optional<Subscription> active = active(memberId);
        if (active.isPresent()) {
            enter(Subscription.newBuilder(active.get())
                    .setState(SubscriptionState.DELETED)
                    .build());
        }
        return active.isPresent();
    }

    private Optional<Subscription> active(String memberId) {
        return directory.get().subscriptions().stream()
                .filter(subscription -> subscription.getSubscriptionId().equals(memberId))
                .filter(subscription -> subscription.getState() != SubscriptionState.DELETED)
                .findFirst();
    }

    private void enter(Subscription subscription) throws InterruptedException, ExecutionException, TimeoutException {
        String entryId = DirectoryIds.subscription(subscription.getSubscriptionId());
        var entry = DirectoryEntry.newBuilder()
                .setEntryId(entryId)
                .setRecordedAt(clock.instant())
                .setRecordedBy(subscription.getMemberId())
                .setSubscription(subscription)
                .build();
        kafka.send(records.record(Topics.DIRECTORY, entryId, entry, List.of()))
                .get(WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
