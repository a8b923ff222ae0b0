package uk.tocsin.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.kafka.directory.DirectoryView;
import uk.tocsin.kafka.projection.LogReader;
import uk.tocsin.kafka.projection.PositionGuard;
import uk.tocsin.kafka.projection.ProjectionSettings;
import uk.tocsin.kafka.projection.Projections;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.topics.RecordFactory;
import uk.tocsin.kafka.topics.TopicProvisioner;

/** What every feature needs of Kafka and of the registry; each imports it. */
@Configuration(proxyBeanMethods = false)
@Import(KafkaWritingConfiguration.class)
public class KafkaSupportConfiguration {

    @Bean
    DirectoryView directoryView(
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer deserializer,
            KafkaSupportProperties properties) {
        return new DirectoryView(consumers, deserializer, properties.maxDirectoryEntries(), properties.readTimeout());
    }

    @Bean
    Projections projections(
            KafkaProperties kafka,
            KafkaSupportProperties properties,
            TopicProvisioner topics,
            DirectoryView directory,
            ContractDeserializer deserializer,
            RecordFactory records,
            LogReader reader,
            PositionGuard guard,
            ObjectProvider<MeterRegistry> meters) {
        var settings = new ProjectionSettings(
                kafka.buildProducerProperties(),
                kafka.buildConsumerProperties(),
                properties.instanceId(),
                properties.maxPollRecords(),
                properties.transactionTimeout(),
                properties.sessionTimeout(),
                properties.metadataMaxAge(),
                properties.retryWait(),
                properties.maxRetryWait());
        var registry = meters.getIfAvailable(() -> Metrics.globalRegistry);
        return new Projections(settings, topics, directory::current, deserializer, records, reader, guard, registry);
    }
}
