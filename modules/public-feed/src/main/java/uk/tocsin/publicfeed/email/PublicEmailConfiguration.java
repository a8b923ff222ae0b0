package uk.tocsin.publicfeed.email;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import uk.tocsin.kafka.KafkaSupportProperties;
import uk.tocsin.kafka.KafkaWritingConfiguration;
import uk.tocsin.kafka.Repeating;
import uk.tocsin.kafka.projection.LogReader;
import uk.tocsin.kafka.projection.PositionGuard;
import uk.tocsin.kafka.registry.ContractDeserializer;
import uk.tocsin.kafka.registry.ContractSerializer;
import uk.tocsin.kafka.sealing.Seal;
import uk.tocsin.mail.MailConfiguration;
import uk.tocsin.mail.MailServer;
import uk.tocsin.publicfeed.site.PublicBoardConfiguration;
import uk.tocsin.publicfeed.site.PublicPages;

/** Email for residents. It does not start without a key, a mail server and a sender's address. */
@Configuration(proxyBeanMethods = false)
@Import({PublicBoardConfiguration.class, KafkaWritingConfiguration.class, MailConfiguration.class})
@EnableConfigurationProperties(PublicEmailProperties.class)
public class PublicEmailConfiguration {

    /** Longer than a batch of each partition takes with a mail server that uses up every limit of time. */
    private static final String SLOWEST_BATCH_MILLIS =
            Long.toString(Duration.ofMinutes(30).toMillis());

    @Bean
    Seal publicEmailSeal(PublicEmailProperties properties, MailServer server) {
        if (!server.isUsable()) {
            throw new IllegalStateException(
                    "tocsin.public-email: there is no mail server (expected: spring.mail.host and tocsin.email.from)");
        }
        var keys = properties.keys();
        return new Seal(() -> keys, new SecureRandom());
    }

    @Bean
    Links publicEmailLinks(Seal publicEmailSeal) {
        return new Links(publicEmailSeal);
    }

    @Bean
    Vault publicEmailVault(Seal publicEmailSeal) {
        return new Vault(publicEmailSeal);
    }

    @Bean
    ResidentFold residentFold(Vault vault) {
        return new ResidentFold(vault);
    }

    @Bean
    ResidentTopics residentTopics(
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer contracts,
            ResidentFold fold,
            PublicEmailProperties properties) {
        return new ResidentTopics(consumers::createConsumer, contracts, fold, properties);
    }

    @Bean
    Residents residents(
            ResidentFold fold,
            Vault vault,
            KafkaTemplate<String, byte[]> kafka,
            ContractSerializer contracts,
            PublicEmailProperties properties,
            ObjectProvider<Clock> clock) {
        return new Residents(fold, vault, kafka, contracts, properties, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    Letters publicEmailLetters(PublicPages pages, Links links, PublicEmailProperties properties) {
        return new Letters(pages, links, properties);
    }

    @Bean
    Confirmations publicEmailConfirmations(MailServer server, Letters letters, PublicEmailProperties properties) {
        return new Confirmations(server, letters, properties);
    }

    @Bean
    Dispatch publicEmailDispatch(
            MailServer server,
            Letters letters,
            PublicEmailProperties properties,
            ObjectProvider<MeterRegistry> meters) {
        return new Dispatch(server, letters, properties, meters.getIfAvailable(() -> Metrics.globalRegistry));
    }

    @Bean
    NoticeMail publicNoticeMail(
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer contracts,
            LogReader log,
            PositionGuard guard,
            ResidentFold residents,
            Dispatch dispatch,
            PublicEmailProperties properties,
            KafkaSupportProperties kafka,
            ObjectProvider<Clock> clock) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "50");
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, SLOWEST_BATCH_MILLIS);
        long session = kafka.sessionTimeout().toMillis();
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Long.toString(session));
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Long.toString(session / 4));
        return new NoticeMail(
                () -> consumers.createConsumer(NoticeMail.GROUP, null, null, settings),
                contracts,
                log,
                guard,
                residents,
                dispatch,
                properties,
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    KeyRenewal publicEmailKeyRenewal(
            ResidentFold fold, Vault vault, Residents residents, ObjectProvider<MeterRegistry> meters) {
        return new KeyRenewal(fold, vault, residents, meters.getIfAvailable(() -> Metrics.globalRegistry));
    }

    /** Makes the topics of residents let go of what was taken back, and of what former keys sealed. */
    @Bean
    Repeating publicEmailSweep(Residents residents, KeyRenewal keys, PublicEmailProperties properties) {
        return new Repeating("tocsin-email-sweep", properties.sweepEvery(), () -> {
            try {
                keys.run();
            } finally {
                residents.sweep();
            }
        });
    }

    @Bean
    FormLimit publicEmailFormLimit(PublicEmailProperties properties) {
        return new FormLimit(properties.maxBody());
    }

    @Bean
    EmailController publicEmailController(
            PublicPages pages,
            Residents residents,
            Confirmations confirmations,
            PublicEmailProperties properties,
            ObjectProvider<Clock> clock) {
        return new EmailController(
                pages,
                residents,
                confirmations::accept,
                new RequestLimits(properties, Ticker.systemTicker()),
                properties,
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    LinkController publicEmailLinkController(
            PublicPages pages, Residents residents, Links links, ObjectProvider<Clock> clock) {
        return new LinkController(pages, residents, links, clock.getIfAvailable(Clock::systemUTC));
    }
}
