package uk.tocsin.ncscliaison;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import uk.tocsin.kafka.KafkaSupportConfiguration;
import uk.tocsin.kafka.projection.Projections;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.topics.RecordFactory;

/** Referrals to NCSC, and the desk at which it takes them. Needs a {@link Clock} from whoever imports it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NcscLiaisonProperties.class)
@Import(KafkaSupportConfiguration.class)
public class NcscLiaisonConfiguration {

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> referralProjectionContainer(Projections projections) {
        return projections.container(new ReferralProjection());
    }

    @Bean
    @ConditionalOnProperty(name = "tocsin.ncsc.desk", matchIfMissing = true)
    DeskThread deskThread(
            KafkaProperties kafka,
            Admin admin,
            KafkaTemplate<String, byte[]> template,
            RecordFactory records,
            ContractDeserializer contracts,
            NcscLiaisonProperties properties,
            Clock clock) {
        DeskWriter writer = new DeskWriter(template, records, properties.sendTimeout());
        Map<String, Object> config = shareConfig(kafka, properties);
        return new DeskThread(
                () -> {
                    configureGroup(admin, properties);
                    return new ReferralQueue(
                            new KafkaShareConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
                },
                queue -> new ReferralDesk(queue, writer, contracts, properties, clock),
                properties);
    }

    @Bean
    @ConditionalOnProperty(name = "tocsin.ncsc.desk", matchIfMissing = true)
    ReferralController referralController(DeskThread desk) {
        return new ReferralController(desk);
    }

    private static Map<String, Object> shareConfig(KafkaProperties kafka, NcscLiaisonProperties properties) {
        Map<String, Object> config = new HashMap<>(kafka.buildConsumerProperties());
        // A share group keeps its own position and refuses to be told of one.
        List.of(
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG)
                .forEach(config::remove);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, ReferralDesk.GROUP);
        config.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        config.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.openLeases());
        // Nobody may ask for days: the desk stays in the group, and its locks run out by themselves should it hang.
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
        return config;
    }

    /** Before the first join: a group that has joined has its position, from the end of the topic by default. */
    private static void configureGroup(Admin admin, NcscLiaisonProperties properties) {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, ReferralDesk.GROUP);
        List<AlterConfigOp> settings = Stream.of(
                        new ConfigEntry("share.auto.offset.reset", "earliest"),
                        new ConfigEntry("share.isolation.level", "read_committed"),
                        new ConfigEntry(
                                "share.delivery.count.limit", Integer.toString(properties.brokerDeliveryLimit())),
                        new ConfigEntry(
                                "share.record.lock.duration.ms",
                                Long.toString(properties.lockTime().toMillis())))
                .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                .toList();
        try {
            admin.incrementalAlterConfigs(Map.of(group, settings))
                    .all()
                    .get(properties.sendTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the share group could not be configured", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the share group was configured", e);
        }
    }
}
