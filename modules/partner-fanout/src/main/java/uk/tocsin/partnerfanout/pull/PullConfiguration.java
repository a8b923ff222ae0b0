package uk.tocsin.partnerfanout.pull;

import java.time.Clock;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.kafka.directory.DirectoryView;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.partnerfanout.inbox.InboxProperties;
import uk.tocsin.partnerfanout.inbox.InboxReader;
import uk.tocsin.partnerfanout.position.PulledPositions;

/** A member reads its inbox over HTTP: pages, waiting requests and streams. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboxProperties.class)
public class PullConfiguration {

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
            Admin admin,
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer deserializer,
            PulledPositions taken,
            InboxProperties properties,
            Clock clock) {
        var behind = new InboxReader(consumers, deserializer);
        return new InboxStreams(
                new InboxPlaces(admin, properties.readTimeout()),
                new InboxPump(consumers, deserializer, behind),
                behind,
                taken,
                properties,
                clock);
    }

    @Bean
    InboxController inboxController(
            InboxPage page, InboxStreams streams, InboxProperties properties, DirectoryView directory, Clock clock) {
        return new InboxController(page, streams, properties, directory::current, clock);
    }
}
