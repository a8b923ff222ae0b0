package uk.tocsin.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.LoggingProducerListener;
import uk.tocsin.kafka.projection.LogReader;
import uk.tocsin.kafka.projection.PositionGuard;
import uk.tocsin.kafka.registry.ContractSerializer;
import uk.tocsin.kafka.registry.SchemaRegistryClient;
import uk.tocsin.kafka.topics.RecordFactory;
import uk.tocsin.kafka.topics.TopicPlan;
import uk.tocsin.kafka.topics.TopicProvisioner;

/**
 * What a process needs that reads and writes, and keeps positions, but follows no directory and runs no projection: its
 * credentials need nothing of either.
 */
@Configuration(proxyBeanMethods = false)
@Import(KafkaReadingConfiguration.class)
@EnableConfigurationProperties(KafkaSupportProperties.class)
public class KafkaWritingConfiguration {

    @Bean
    KafkaAdmin kafkaAdmin(KafkaProperties kafka) {
        return new KafkaAdmin(kafka.buildAdminProperties());
    }

    @Bean(destroyMethod = "close")
    Admin admin(KafkaAdmin kafkaAdmin) {
        return Admin.create(kafkaAdmin.getConfigurationProperties());
    }

    @Bean
    ContractSerializer contractSerializer(SchemaRegistryClient client, RegistryProperties registry) {
        return new ContractSerializer(client, registry.toConfig());
    }

    @Bean
    RecordFactory recordFactory(ContractSerializer serializer) {
        return new RecordFactory(serializer);
    }

    /** Outside of transactions: for what a person or a request writes, one record at a time. */
    @Bean
    ProducerFactory<String, byte[]> producerFactory(KafkaProperties kafka) {
        Map<String, Object> config = new HashMap<>(kafka.buildProducerProperties());
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return new DefaultKafkaProducerFactory<>(config);
    }

    @Bean
    KafkaTemplate<String, byte[]> kafkaTemplate(ProducerFactory<String, byte[]> producers) {
        var template = new KafkaTemplate<>(producers);
        var logging = new LoggingProducerListener<String, byte[]>();
        logging.setIncludeContents(false);
        template.setProducerListener(logging);
        return template;
    }

    @Bean
    TopicProvisioner topicProvisioner(
            KafkaAdmin kafkaAdmin, SchemaRegistryClient client, KafkaSupportProperties properties) {
        var plan = new TopicPlan(properties.replicationFactor(), properties.inboxRetention());
        return new TopicProvisioner(kafkaAdmin, client, plan, properties.provision());
    }

    @Bean
    LogReader logReader(Admin admin, ConsumerFactory<byte[], byte[]> consumers, KafkaSupportProperties properties) {
        return new LogReader(admin, consumers, properties.readTimeout());
    }

    @Bean
    PositionGuard positionGuard(
            LogReader reader, KafkaTemplate<String, byte[]> template, ObjectProvider<MeterRegistry> meters) {
        return new PositionGuard(reader, template, meters.getIfAvailable(() -> Metrics.globalRegistry));
    }

    @Bean
    HealthIndicator positionHealthIndicator(PositionGuard guard) {
        return new PositionHealth(guard);
    }
}
