package uk.tocsin.partnerfanout;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.KafkaSupportConfiguration;
import uk.tocsin.kafka.KafkaSupportProperties;
import uk.tocsin.kafka.directory.DirectoryView;
import uk.tocsin.kafka.projection.LedgerArchive;
import uk.tocsin.kafka.projection.LogReader;
import uk.tocsin.kafka.projection.PositionGuard;
import uk.tocsin.kafka.projection.Projections;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.topics.RecordFactory;
import uk.tocsin.mail.MailConfiguration;
import uk.tocsin.mail.MailServer;

/** Council topics to partner inboxes; inboxes to streams, pages and webhooks. */
@Configuration(proxyBeanMethods = false)
@Import({KafkaSupportConfiguration.class, MailConfiguration.class})
@EnableConfigurationProperties({
    InboxProperties.class,
    EmailProperties.class,
    SecretsProperties.class,
    SubscriptionProperties.class,
    WebhookProperties.class
})
public class PartnerFanoutConfiguration {

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> inboxContainer(Projections projections, Clock clock) {
        return projections.container(new InboxProjection(clock));
    }

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
            InboxProperties properties,
            Clock clock) {
        var behind = new InboxReader(consumers, deserializer);
        return new InboxStreams(
                new InboxPlaces(admin, properties.readTimeout()),
                new InboxPump(consumers, deserializer, behind),
                behind,
                properties,
                clock);
    }

    @Bean
    InboxController inboxController(
            InboxPage page, InboxStreams streams, InboxProperties properties, DirectoryView directory, Clock clock) {
        return new InboxController(page, streams, properties, directory::current, clock);
    }

    @Bean
    LedgerArchive inboxLedger(LogReader reader, ContractDeserializer deserializer) {
        return new LedgerArchive(InboxProjection.NAME, reader, deserializer);
    }

    @Bean
    TakenLookup takenLookup(
            Admin admin,
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer deserializer,
            InboxProperties properties) {
        return new TakenLookup(admin, consumers, deserializer, properties.readTimeout());
    }

    @Bean
    RecipientsController recipientsController(LedgerArchive inboxLedger, TakenLookup lookup, DirectoryView directory) {
        return new RecipientsController(inboxLedger, lookup, directory::current);
    }

    @Bean
    SecretSeal webhookSecretSeal(SecretsProperties secrets) {
        return new SecretSeal(secrets::secretKey, new SecureRandom());
    }

    @Bean
    WebhookSender webhookSender(WebhookProperties properties) {
        return new WebhookSender(properties, InetAddress::getAllByName);
    }

    @Bean
    Webhooks webhooks(SecretSeal seal, WebhookSender sender, Clock clock) {
        return new Webhooks(seal, sender, clock);
    }

    @Bean
    Mailer mailer(MailServer server, EmailProperties properties) {
        return new Mailer(server, properties);
    }

    @Bean
    Senders senders(Webhooks webhooks, Mailer mailer) {
        return new Senders(webhooks, mailer);
    }

    @Bean
    KafkaDeliveryLog deliveryLog(ProducerFactory<String, byte[]> producers, RecordFactory records) {
        return new KafkaDeliveryLog(producers, records);
    }

    @Bean
    Positions positions(Admin admin, PositionGuard guard) {
        return new Positions(admin, guard);
    }

    @Bean
    DeliveryThread deliveryThread(Clock clock) {
        return new DeliveryThread(clock);
    }

    @Bean
    DeliveryRun deliveryRun(
            Deliveries deliveries,
            DeliveryThread thread,
            DirectoryView directory,
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer deserializer,
            KafkaSupportProperties kafka) {
        return new DeliveryRun(
                deliveries,
                new DeliveryHandover(deliveries, thread),
                listener -> new InboxFollower(
                        consumers,
                        deserializer,
                        kafka.metadataMaxAge(),
                        () -> Deliveries.wanted(directory.current()).values().stream()
                                .map(subscription -> Topics.inbox(subscription.getMemberId()))
                                .collect(Collectors.toSet()),
                        listener));
    }

    @Bean
    Deliveries deliveries(
            DirectoryView directory,
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer deserializer,
            Positions positions,
            SubscriptionRegister register,
            Senders senders,
            KafkaDeliveryLog log,
            WebhookProperties properties,
            DeliveryThread thread,
            ObjectProvider<MeterRegistry> meters) {
        var random = new SecureRandom();
        var rules = new DirectoryRules(directory::current);
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
                new InboxReader(consumers, deserializer),
                rules,
                thread,
                properties);
        counted.watch(deliveries);
        return deliveries;
    }

    @Bean
    HealthIndicator deliveryHealthIndicator(Deliveries deliveries) {
        return new DeliveryHealth(deliveries);
    }

    @Bean
    SubscriptionRegister subscriptionRegister(
            DirectoryView directory, KafkaTemplate<String, byte[]> kafka, RecordFactory records, Clock clock) {
        return new SubscriptionRegister(directory::current, kafka, records, clock);
    }

    @Bean
    SubscriptionController subscriptionController(
            SubscriptionRegister register,
            Positions positions,
            WebhookSender sender,
            Mailer mailer,
            SecretSeal seal,
            WebhookProperties webhooks,
            SubscriptionProperties properties,
            Clock clock) {
        var endpoints = new Endpoints(sender, mailer, webhooks);
        var confirmation = new EmailConfirmation(mailer::send, seal, properties, clock);
        return new SubscriptionController(register, positions, endpoints, seal, confirmation, properties, clock);
    }

    @Bean
    DeliveryHistory deliveryHistory(
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer deserializer,
            SubscriptionProperties properties) {
        return new DeliveryHistory(consumers, deserializer, properties.redriveTime());
    }

    @Bean
    Redrive redrive(
            DeliveryHistory history,
            LogReader inboxes,
            ContractDeserializer deserializer,
            Senders senders,
            KafkaDeliveryLog log,
            DirectoryView directory,
            SubscriptionProperties properties,
            Clock clock) {
        return new Redrive(
                history,
                inboxes,
                deserializer,
                senders::send,
                log,
                new DirectoryRules(directory::current),
                properties,
                clock);
    }

    @Bean
    DeliveryController deliveryController(
            SubscriptionRegister register,
            DeliveryHistory history,
            Redrive redrive,
            Senders senders,
            KafkaDeliveryLog log,
            SubscriptionProperties properties,
            InboxProperties inbox,
            Clock clock) {
        var ping = new Ping(senders::ping, log, properties, clock);
        return new DeliveryController(register, history, redrive, ping, inbox.maxItems());
    }
}
