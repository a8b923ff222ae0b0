package uk.tocsin.partnerfanout.recipients;

import java.time.Clock;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.kafka.directory.DirectoryView;
import uk.tocsin.kafka.projection.LedgerArchive;
import uk.tocsin.kafka.projection.LogReader;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.partnerfanout.history.DeliveryHistory;
import uk.tocsin.partnerfanout.inbox.InboxProperties;

/** Who was sent what of an incident, and who has taken it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InboxProperties.class, RecipientsProperties.class})
public class RecipientsConfiguration {

    @Bean
    TakenLookup takenLookup(
            Admin admin,
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer deserializer,
            LogReader reader,
            DeliveryHistory history,
            InboxProperties inbox,
            RecipientsProperties properties,
            Clock clock) {
        var places = new SentPlaces(consumers, deserializer, inbox.readTimeout());
        var givenUp = new GivenUp(admin, reader, history, inbox.readTimeout());
        return new TakenLookup(admin, places, givenUp, properties, inbox.readTimeout(), clock);
    }

    @Bean
    RecipientsController recipientsController(LedgerArchive inboxLedger, TakenLookup lookup, DirectoryView directory) {
        return new RecipientsController(inboxLedger, lookup, directory::current);
    }
}
