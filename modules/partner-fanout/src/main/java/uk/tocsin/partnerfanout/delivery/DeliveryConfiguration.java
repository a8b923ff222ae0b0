package uk.tocsin.partnerfanout.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.KafkaSupportProperties;
import uk.tocsin.kafka.directory.DirectoryView;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.topics.RecordFactory;
import uk.tocsin.partnerfanout.endpoint.Senders;
import uk.tocsin.partnerfanout.endpoint.WebhookProperties;
import uk.tocsin.partnerfanout.inbox.InboxReader;
import uk.tocsin.partnerfanout.line.DeliveryLimits;
import uk.tocsin.partnerfanout.line.DeliveryLine;
import uk.tocsin.partnerfanout.line.MemberPace;
import uk.tocsin.partnerfanout.position.Positions;
import uk.tocsin.partnerfanout.subscription.SubscriptionRegister;

/** The running deliveries of this process, and what they stand on. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
public class DeliveryConfiguration {

    @Bean
    KafkaDeliveryLog deliveryLog(ProducerFactory<String, byte[]> producers, RecordFactory records) {
        return new KafkaDeliveryLog(producers, records);
    }

    @Bean
    DirectoryRules deliveryRules(DirectoryView directory) {
        return new DirectoryRules(directory::current);
    }

    @Bean
    DeliveryThread deliveryThread(Clock clock) {
        return new DeliveryThread(clock);
    }

    @Bean
    SharedContracts sharedContracts(ContractDeserializer deserializer) {
        return new SharedContracts(deserializer);
    }

    @Bean
    Deliveries deliveries(
            DirectoryView directory,
            ConsumerFactory<byte[], byte[]> consumers,
            SharedContracts contracts,
            Positions positions,
            SubscriptionRegister register,
            Senders senders,
            KafkaDeliveryLog log,
            DirectoryRules rules,
            WebhookProperties properties,
            DeliveryThread thread,
            ObjectProvider<MeterRegistry> meters) {
        var random = new SecureRandom();
        var counted = new DeliveryMeters(log, meters.getIfAvailable(() -> Metrics.globalRegistry));
        var limits = DeliveryLimits.of(properties);
        var paces = new ConcurrentHashMap<String, MemberPace>();
        var deliveries = new Deliveries(
                directory::current,
                (subscription, progress, overtaken, owner) -> new DeliveryLine(
                        subscription,
                        progress,
                        overtaken,
                        limits,
                        paces.computeIfAbsent(subscription.getMemberId(), member -> MemberPace.of(properties, thread)),
                        senders::send,
                        counted,
                        thread,
                        random::nextDouble,
                        rules,
                        owner),
                positions,
                register::suspend,
                new InboxReader(consumers, contracts),
                rules,
                thread,
                properties);
        counted.watch(deliveries);
        return deliveries;
    }

    @Bean
    DeliveryRun deliveryRun(
            Deliveries deliveries,
            DeliveryThread thread,
            DirectoryView directory,
            ConsumerFactory<byte[], byte[]> consumers,
            SharedContracts contracts,
            KafkaSupportProperties kafka) {
        return new DeliveryRun(
                deliveries,
                new DeliveryHandover(deliveries, thread),
                listener -> new InboxFollower(
                        consumers,
                        contracts,
                        kafka.metadataMaxAge(),
                        () -> DirectoryRules.wanted(directory.current()).values().stream()
                                .map(subscription -> Topics.inbox(subscription.getMemberId()))
                                .collect(Collectors.toSet()),
                        listener));
    }

    @Bean
    HealthIndicator deliveryHealthIndicator(Deliveries deliveries) {
        return new DeliveryHealth(deliveries);
    }
}
