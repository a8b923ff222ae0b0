package uk.tocsin.partnerfanout.endpoint;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionKind;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/** Sends by the way that a subscription's kind asks for. */
public final class Senders {

    private final Webhooks webhooks;
    private final Mailer mailer;

    Senders(Webhooks webhooks, Mailer mailer) {
        this.webhooks = webhooks;
        this.mailer = mailer;
    }

    /** Sends one record of an inbox once. */
    public CompletionStage<Answer> send(Subscription subscription, InboxRecord record) {
        return subscription.getKind() == SubscriptionKind.EMAIL
                ? mailer.send(
                        subscription.getEndpoint(),
                        Objects.requireNonNull(record.eventId()),
                        AlertText.of(Objects.requireNonNull(record.contract())))
                : webhooks.send(subscription, record);
    }

    /** Sends one test message, in which nothing of an inbox is. */
    public CompletionStage<Answer> ping(Subscription subscription, UUID id, Instant at) {
        return subscription.getKind() == SubscriptionKind.EMAIL
                ? mailer.send(subscription.getEndpoint(), id, AlertText.ping())
                : webhooks.ping(subscription, id, at);
    }
}
