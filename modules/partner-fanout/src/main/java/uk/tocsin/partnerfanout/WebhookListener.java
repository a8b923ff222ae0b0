package uk.tocsin.partnerfanout;

import java.net.URI;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.kafka.listener.MessageListener;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.kafka.registry.ContractDeserializer;

/**
 * Delivers one subscription's inbox, record by record. It returns only when the endpoint has taken the record, so that
 * the committed offset is the state of delivery; whatever it throws makes the container wait and come again.
 */
final class WebhookListener implements MessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookListener.class);

    private final Subscription subscription;
    private final ContractDeserializer deserializer;
    private final SecretSeal seal;
    private final WebhookSender sender;
    private final Clock clock;

    WebhookListener(
            Subscription subscription,
            ContractDeserializer deserializer,
            SecretSeal seal,
            WebhookSender sender,
            Clock clock) {
        this.subscription = subscription;
        this.deserializer = deserializer;
        this.seal = seal;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public void onMessage(ConsumerRecord<byte[], byte[]> stored) {
        InboxEntry.read(stored, deserializer).ifPresent(this::deliver);
    }

    private void deliver(InboxEntry entry) {
        String secret = seal.open(subscription.getSealedSecret(), subscription.getSubscriptionId());
        var message = WebhookMessage.of(entry.contract(), secret, clock.instant());
        Answer answer =
                sender.send(URI.create(subscription.getEndpoint()), message).join();
        if (answer instanceof Answer.Status status && status.status() >= 200 && status.status() <= 299) {
            about(LOG.atDebug(), message)
                    .addKeyValue("statusCode", status.status())
                    .log("A webhook was delivered");
            return;
        }
        if (answer instanceof Answer.None none) {
            about(LOG.atWarn(), message)
                    .addKeyValue("error", none.detail())
                    .log("An endpoint did not answer a webhook; it will be tried again");
        } else if (answer instanceof Answer.Status status) {
            about(LOG.atWarn(), message)
                    .addKeyValue("statusCode", status.status())
                    .log("An endpoint refused a webhook; it will be tried again");
        }
        throw new IllegalStateException("A webhook was not delivered");
    }

    private LoggingEventBuilder about(LoggingEventBuilder log, WebhookMessage message) {
        return log.addKeyValue("subscription", subscription.getSubscriptionId()).addKeyValue("eventId", message.id());
    }
}
