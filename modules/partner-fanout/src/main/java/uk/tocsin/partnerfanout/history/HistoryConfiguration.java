package uk.tocsin.partnerfanout.history;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.kafka.projection.LogReader;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.partnerfanout.endpoint.Senders;
import uk.tocsin.partnerfanout.inbox.InboxProperties;
import uk.tocsin.partnerfanout.line.DeliveryLog;
import uk.tocsin.partnerfanout.line.DeliveryRules;
import uk.tocsin.partnerfanout.subscription.SubscriptionProperties;
import uk.tocsin.partnerfanout.subscription.SubscriptionRegister;

/** What became of deliveries, and sending again on request. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InboxProperties.class, SubscriptionProperties.class})
public class HistoryConfiguration {

    @Bean
    DeliveryHistory deliveryHistory(
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer deserializer,
            SubscriptionProperties properties) {
        return new DeliveryHistory(consumers, deserializer, properties.redriveTime());
    }

    @Bean
    Redrive redrive(
            DeliveryHistory history,
            LogReader inboxes,
            ContractDeserializer deserializer,
            Senders senders,
            DeliveryLog log,
            DeliveryRules rules,
            SubscriptionProperties properties,
            Clock clock) {
        return new Redrive(history, inboxes, deserializer, senders::send, log, rules, properties, clock);
    }

    @Bean
    DeliveryController deliveryController(
            SubscriptionRegister register,
            DeliveryHistory history,
            Redrive redrive,
            Senders senders,
            DeliveryLog log,
            SubscriptionProperties properties,
            InboxProperties inbox,
            Clock clock) {
        var ping = new Ping(senders::ping, log, properties, clock);
        return new DeliveryController(register, history, redrive, ping, inbox.maxItems());
    }
}
