package uk.tocsin.partnerfanout.projection;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import uk.tocsin.kafka.projection.LedgerArchive;
import uk.tocsin.kafka.projection.LogReader;
import uk.tocsin.kafka.projection.Projections;
import uk.tocsin.kafka.registry.ContractDeserializer;

/** The projection from council topics to inboxes, and what it remembers of whom. */
@Configuration(proxyBeanMethods = false)
public class ProjectionConfiguration {

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> inboxContainer(Projections projections, Clock clock) {
        return projections.container(new InboxProjection(clock));
    }

    @Bean
    LedgerArchive inboxLedger(LogReader reader, ContractDeserializer deserializer) {
        return new LedgerArchive(InboxProjection.NAME, reader, deserializer);
    }
}
