package uk.tocsin.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import uk.tocsin.contracts.Contracts;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.registry.SchemaRegistryClient;

/**
 * What a process needs that only reads: it creates no topic, registers no schema, follows no directory, and its credentials
 * need no more than read on what it reads.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaProperties.class, RegistryProperties.class})
public class KafkaReadingConfiguration {

    @Bean
    SchemaRegistryClient schemaRegistryClient(RegistryProperties registry) {
        return new SchemaRegistryClient(registry.toConfig());
    }

    @Bean
    ContractDeserializer contractDeserializer(SchemaRegistryClient client, RegistryProperties registry) {
        return new ContractDeserializer(client, Contracts.RECORDS, registry.toConfig());
    }

    /** For views, which belong to no group and begin at the beginning. */
    @Bean
    ConsumerFactory<byte[], byte[]> consumerFactory(KafkaProperties kafka) {
        Map<String, Object> config = new HashMap<>(kafka.buildConsumerProperties());
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new DefaultKafkaConsumerFactory<>(config);
    }
}
