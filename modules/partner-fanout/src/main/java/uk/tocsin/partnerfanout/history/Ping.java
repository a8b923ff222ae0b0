package uk.tocsin.partnerfanout.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.endpoint.Answer;
import uk.tocsin.partnerfanout.endpoint.DeliveryOutcome;
import uk.tocsin.partnerfanout.line.DeliveryEntry;
import uk.tocsin.partnerfanout.line.DeliveryLog;
import uk.tocsin.partnerfanout.problem.Problems;
import uk.tocsin.partnerfanout.subscription.SubscriptionProperties;

/** Sends a test message because its member asks for one, and writes down what came of it. Nothing of an inbox is in it. */
final class Ping {

    /** Sends one test message. */
    interface Sender {
        CompletionStage<Answer> ping(Subscription subscription, UUID id, Instant at);
    }

    private final Sender sender;
    private final DeliveryLog log;
    private final SubscriptionProperties properties;
    private final Clock clock;
    private final Map<String, Instant> last = new ConcurrentHashMap<>();

    Ping(Sender sender, DeliveryLog log, SubscriptionProperties properties, Clock clock) {
        this.sender = sender;
        this.log = log;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Sends it, and waits for what comes of it.
     *
     * @throws org.springframework.web.ErrorResponseException 429 when the last was just now
     */
    DeliveryEvent send(Subscription subscription) throws InterruptedException, ExecutionException, TimeoutException {
        Instant at = clock.instant();
        last.values().removeIf(before -> before.plus(properties.pingInterval()).isBefore(at));
        if (last.putIfAbsent(subscription.getMemberId(), at) != null) {
            throw Problems.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "The last test was just now (expected: one in "
                            + properties.pingInterval().toSeconds() + " s).");
        }
        UUID id = UUID.randomUUID();
        Answer answer = await(sender.ping(subscription, id, at), properties.attemptTime());
        DeliveryEvent event = event(subscription, id, at, answer);
        await(log.write(event), properties.attemptTime());
        return event;
    }

    private DeliveryEvent event(Subscription subscription, UUID id, Instant at, Answer answer) {
        Instant now = clock.instant();
        DeliveryEntry entry =
                DeliveryEntry.ofTest(subscription, id, at).sent(at, now).answer(answer);
        DeliveryOutcome.of(answer, now).why().ifPresent(entry::reason);
        return entry.event();
    }

    private static <T> T await(CompletionStage<T> stage, Duration timeout)
            throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
