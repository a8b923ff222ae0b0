package uk.tocsin.ingress;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;
import uk.tocsin.kafka.KafkaSupportConfiguration;
import uk.tocsin.kafka.directory.DirectoryView;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.topics.RecordFactory;
import uk.tocsin.kafka.topics.TopicProvisioner;

/** HTTP in: councils publish, administrators keep the directory. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngressProperties.class)
@Import(KafkaSupportConfiguration.class)
public class IngressConfiguration {

    private final IngressProperties limits;
    private final Clock clock = Clock.systemUTC();

    IngressConfiguration(IngressProperties limits) {
        this.limits = limits;
    }

    @Bean
    JsonBodies ingressJsonBodies() {
        return new JsonBodies(Math.toIntExact(limits.maxBody().toBytes()));
    }

    @Bean(destroyMethod = "close")
    CouncilWriters councilWriters(KafkaProperties kafka, RecordFactory records, ContractDeserializer deserializer) {
        CouncilClients clients =
                new CouncilClients(kafka.buildProducerProperties(), kafka.buildConsumerProperties(), limits);
        return new CouncilWriters(clients, new Encoding(records, deserializer), limits, clock);
    }

    @Bean
    PublishController publishController(JsonBodies bodies, CouncilWriters writers, DirectoryView directory) {
        return new PublishController(bodies, new Readings(limits), new Publishing(writers, directory::current, clock));
    }

    @Bean
    DirectoryWriter directoryWriter(
            KafkaTemplate<String, byte[]> template,
            RecordFactory records,
            TopicProvisioner topics,
            DirectoryView directory) {
        return new DirectoryWriter(template, records, topics, directory::current, limits, clock);
    }

    @Bean
    DirectoryController directoryController(JsonBodies bodies, DirectoryWriter writer, DirectoryView directory) {
        return new DirectoryController(
                bodies, new DirectoryReading(limits), writer, Authorities.shipped(), directory::current);
    }
}
