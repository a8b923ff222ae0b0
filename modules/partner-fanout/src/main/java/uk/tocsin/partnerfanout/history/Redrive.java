package uk.tocsin.partnerfanout.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.DeliveryResult;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.kafka.projection.LogReader;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.partnerfanout.endpoint.Answer;
import uk.tocsin.partnerfanout.endpoint.DeliveryOutcome;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.line.DeliveryEntry;
import uk.tocsin.partnerfanout.line.DeliveryLine;
import uk.tocsin.partnerfanout.line.DeliveryLog;
import uk.tocsin.partnerfanout.line.DeliveryRules;
import uk.tocsin.partnerfanout.position.Positions;
import uk.tocsin.partnerfanout.problem.Problems;
import uk.tocsin.partnerfanout.subscription.SubscriptionProperties;

/**
 * Sends dead letters again, on purpose, in the order of the inbox. One that is not taken stays a dead letter, and so do later
 * ones of the same incident, which must not overtake it; when the endpoint does not answer, all that are left do. It runs while
 * somebody waits for it, and whoever is cut off asks again: what was taken is no dead letter any more.
 */
final class Redrive {

    /**
     * What came of all.
     *
     * @param remaining how many are still dead letters
     */
    record Report(List<DeliveryEvent> tried, int remaining) {

        long taken() {
            return tried.stream()
                    .filter(event -> event.getOutcome() == DeliveryResult.DELIVERED)
                    .count();
        }
    }

    private final DeliveryHistory history;
    private final LogReader inboxes;
    private final ContractDeserializer deserializer;
    private final DeliveryLine.Sender sender;
    private final DeliveryLog log;
    private final DeliveryRules rules;
    private final SubscriptionProperties properties;
    private final Clock clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    Redrive(
            DeliveryHistory history,
            LogReader inboxes,
            ContractDeserializer deserializer,
            DeliveryLine.Sender sender,
            DeliveryLog log,
            DeliveryRules rules,
            SubscriptionProperties properties,
            Clock clock) {
        this.history = history;
        this.inboxes = inboxes;
        this.deserializer = deserializer;
        this.sender = sender;
        this.log = log;
        this.rules = rules;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Sends again what is wanted of a subscription's dead letters, as many as one call may.
     *
     * @throws org.springframework.web.ErrorResponseException 409 while another redrive of it runs
     */
    Report run(Subscription subscription, Predicate<DeliveryEvent> wanted)
            throws InterruptedException, ExecutionException, TimeoutException {
        String id = subscription.getSubscriptionId();
        if (!running.add(id)) {
            throw Problems.of(HttpStatus.CONFLICT, "Dead letters of this subscription are being sent already.");
        }
        try {
            List<DeliveryEvent> letters = DeadLetterList.of(history.since(id, subscription.getCreatedAt()), wanted);
            List<DeliveryEvent> now = letters.subList(0, Math.min(letters.size(), properties.maxRedrive()));
            List<DeliveryEvent> tried = send(subscription, read(subscription, now));
            int taken = (int) new Report(tried, 0).taken();
            return new Report(tried, letters.size() - taken);
        } finally {
            running.remove(id);
        }
    }

    /** The records themselves, in the order of the inbox; those that the inbox no longer holds are left out. */
    private List<InboxRecord> read(Subscription subscription, List<DeliveryEvent> letters) {
        if (letters.isEmpty()) {
            return List.of();
        }
        List<Long> offsets = letters.stream().map(DeliveryEvent::getInboxOffset).toList();
        return inboxes.readAt(Map.of(Positions.inbox(subscription), offsets)).stream()
                .map(stored -> InboxRecord.of(stored, deserializer))
                .filter(record -> record.contract() != null)
                .sorted(Comparator.comparingLong(InboxRecord::offset))
                .toList();
    }

    private List<DeliveryEvent> send(Subscription subscription, List<InboxRecord> records)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<DeliveryEvent> tried = new ArrayList<>();
        Set<String> refused = new HashSet<>();
        Instant last = clock.instant().plus(properties.redriveTime());
        for (InboxRecord record : records) {
            if (refused.contains(record.lane())) {
                continue;
            }
            if (!rules.mayBeTold(subscription) || clock.instant().isAfter(last)) {
                break;
            }
            Instant sentAt = clock.instant();
            Answer answer = await(sender.send(subscription, record), properties.attemptTime());
            DeliveryOutcome outcome = DeliveryOutcome.of(answer, clock.instant());
            DeliveryEvent event = entry(subscription, record, sentAt, answer, outcome);
            await(log.write(event), properties.attemptTime());
            tried.add(event);
            if (outcome instanceof DeliveryOutcome.Retry || outcome instanceof DeliveryOutcome.Suspend) {
                break;
            }
            if (!(outcome instanceof DeliveryOutcome.Delivered)) {
                refused.add(record.lane());
            }
        }
        return tried;
    }

    private DeliveryEvent entry(
            Subscription subscription, InboxRecord record, Instant sentAt, Answer answer, DeliveryOutcome outcome) {
        boolean taken = outcome instanceof DeliveryOutcome.Delivered;
        var entry = new DeliveryEntry(
                        subscription, record, taken ? DeliveryResult.DELIVERED : DeliveryResult.DEAD_LETTER, 1, sentAt)
                .sent(sentAt, clock.instant())
                .answer(answer)
                .redriven();
        outcome.why().ifPresent(entry::reason);
        return entry.event();
    }

    private static <T> T await(CompletionStage<T> stage, Duration timeout)
            throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
