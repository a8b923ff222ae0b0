package uk.tocsin.partnerfanout;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import uk.tocsin.kafka.KafkaSupportConfiguration;
import uk.tocsin.kafka.directory.DirectoryView;
import uk.tocsin.kafka.projection.Projections;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.topics.RecordFactory;

/** Council topics to partner inboxes; inboxes to streams, pages and webhooks. */
@Configuration(proxyBeanMethods = false)
@Import(KafkaSupportConfiguration.class)
@EnableConfigurationProperties({InboxProperties.class, SecretsProperties.class, WebhookProperties.class})
public class PartnerFanoutConfiguration {

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> inboxContainer(Projections projections, Clock clock) {
        return projections.container(new InboxProjection(clock));
    }

    @Bean
    InboxConsumers inboxConsumers(ConsumerFactory<byte[], byte[]> consumers) {
        return new InboxConsumers(consumers);
    }

    @Bean
    InboxPage inboxPage(
            InboxConsumers consumers, ContractDeserializer deserializer, InboxProperties properties, Clock clock) {
        return new InboxPage(consumers, deserializer, properties, clock);
    }

    @Bean
    InboxStreams inboxStreams(InboxConsumers consumers, ContractDeserializer deserializer, InboxProperties properties) {
        return new InboxStreams(consumers, deserializer, properties);
    }

    @Bean
    InboxController inboxController(InboxPage page, InboxStreams streams, InboxProperties properties) {
        return new InboxController(page, streams, properties);
    }

    @Bean
    SecretSeal webhookSecretSeal(SecretsProperties secrets) {
        return new SecretSeal(secrets::secretKey, new SecureRandom());
    }

    @Bean
    WebhookSender webhookSender(WebhookProperties properties) {
        return new WebhookSender(properties, InetAddress::getAllByName);
    }

    @Bean
    WebhookDelivery webhookDelivery(
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer deserializer,
            SecretSeal seal,
            WebhookSender sender,
            WebhookProperties properties,
            Clock clock) {
        return new WebhookDelivery(consumers, deserializer, seal, sender, properties, clock);
    }

    @Bean
    WebhookContainers webhookContainers(
            DirectoryView directory, WebhookDelivery delivery, WebhookProperties properties) {
        return new WebhookContainers(directory::current, delivery::container, properties.maxSubscriptions());
    }

    @Bean
    SubscriptionRegister subscriptionRegister(
            DirectoryView directory,
            KafkaTemplate<String, byte[]> kafka,
            RecordFactory records,
            SecretSeal seal,
            Clock clock) {
        return new SubscriptionRegister(directory::current, kafka, records, seal, clock);
    }

    @Bean
    SubscriptionController subscriptionController(
            SubscriptionRegister register, WebhookSender sender, WebhookProperties properties) {
        return new SubscriptionController(register, sender, properties);
    }
}
