package uk.tocsin.partnerfanout.subscription;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import uk.tocsin.kafka.Repeating;
import uk.tocsin.kafka.directory.DirectoryView;
import uk.tocsin.kafka.topics.RecordFactory;
import uk.tocsin.partnerfanout.endpoint.Endpoints;
import uk.tocsin.partnerfanout.endpoint.Mailer;
import uk.tocsin.partnerfanout.position.Positions;
import uk.tocsin.partnerfanout.secret.SecretSeal;

/** A member says where its alerts are to be sent. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SubscriptionProperties.class)
public class SubscriptionConfiguration {

    @Bean
    SubscriptionRegister subscriptionRegister(
            DirectoryView directory, KafkaTemplate<String, byte[]> kafka, RecordFactory records, Clock clock) {
        return new SubscriptionRegister(directory::current, kafka, records, clock);
    }

    @Bean
    Repeating secretRenewal(SubscriptionRegister register, SecretSeal seal, SubscriptionProperties properties) {
        var renewal = new SecretRenewal(register, seal);
        return new Repeating("tocsin-secret-renewal", properties.renewSecrets(), renewal::run);
    }

    @Bean
    SubscriptionController subscriptionController(
            SubscriptionRegister register,
            Positions positions,
            Endpoints endpoints,
            Mailer mailer,
            SecretSeal seal,
            SubscriptionProperties properties,
            Clock clock) {
        var confirmation = new EmailConfirmation(mailer::send, seal, properties, clock);
        var changes = new SubscriptionChanges(endpoints, seal, confirmation, properties, clock);
        return new SubscriptionController(register, changes, positions, properties.maxPerMember());
    }
}
