package uk.tocsin.partnerfanout;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.registry.ContractDeserializer;

/**
 * Makes the container that delivers one subscription: a consumer group of its own on the member's inbox, one record at a
 * time, retried for as long as it takes, so that nothing overtakes what has not been delivered.
 */
final class WebhookDelivery {

    private static final int RECORDS_PER_POLL = 10;
    private static final Duration SPARE = Duration.ofMinutes(1);

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final ContractDeserializer deserializer;
    private final SecretSeal seal;
    private final WebhookSender sender;
    private final WebhookProperties properties;
    private final Clock clock;

    WebhookDelivery(
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer deserializer,
            SecretSeal seal,
            WebhookSender sender,
            WebhookProperties properties,
            Clock clock) {
        this.consumers = consumers;
        this.deserializer = deserializer;
        this.seal = seal;
        this.sender = sender;
        this.properties = properties;
        this.clock = clock;
    }

    /** The container of a subscription, not yet started. */
    MessageListenerContainer container(Subscription subscription) {
        var settings = new ContainerProperties(Topics.inbox(subscription.getMemberId()));
        settings.setGroupId("tocsin-webhook-" + subscription.getSubscriptionId());
        settings.setAckMode(ContainerProperties.AckMode.RECORD);
        settings.setConsumerRebalanceListener(new SubscriptionStart(subscription.getCreatedAt()));
        settings.setMessageListener(new WebhookListener(subscription, deserializer, seal, sender, clock));
        var container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<byte[], byte[]>(consumerSettings()), settings);
        container.setCommonErrorHandler(retryForEver());
        container.setBeanName("webhook-" + subscription.getSubscriptionId());
        return container;
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> config = new HashMap<>(consumers.getConfigurationProperties());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL);
        // A slow endpoint must not look like a dead consumer: one poll may take all its attempts and one wait.
        Duration attempt = properties.totalTimeout();
        Duration poll = attempt.multipliedBy(RECORDS_PER_POLL)
                .plus(properties.maxRetry())
                .plus(SPARE);
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Math.toIntExact(poll.toMillis()));
        return config;
    }

    private DefaultErrorHandler retryForEver() {
        var waits = new ExponentialBackOff(properties.firstRetry().toMillis(), 2);
        waits.setMaxInterval(properties.maxRetry().toMillis());
        var handler = new DefaultErrorHandler(waits);
        // No exception may end the attempts: giving up would skip an alert.
        handler.setClassifications(Map.of(), true);
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }
}
