package uk.tocsin.partnerfanout;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import uk.tocsin.kafka.KafkaSupportConfiguration;
import uk.tocsin.kafka.projection.Projections;
import uk.tocsin.kafka.registry.ContractDeserializer;

/** Council topics to partner inboxes; inboxes to streams, pages and webhooks. */
@Configuration(proxyBeanMethods = false)
@Import(KafkaSupportConfiguration.class)
@EnableConfigurationProperties(InboxProperties.class)
public class PartnerFanoutConfiguration {

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> inboxContainer(Projections projections) {
        return projections.container(new InboxProjection());
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
    InboxStreams inboxStreams(
            InboxConsumers consumers, ContractDeserializer deserializer, InboxProperties properties) {
        return new InboxStreams(consumers, deserializer, properties);
    }

    @Bean
    InboxController inboxController(InboxPage page, InboxStreams streams, InboxProperties properties) {
        return new InboxController(page, streams, properties);
    }
}
