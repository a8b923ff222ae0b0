package uk.tocsin.publicfeed.site;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.kafka.KafkaReadingConfiguration;
import uk.tocsin.kafka.registry.ContractDeserializer;

/** The board of public notices, and the site as files where {@code tocsin.public-feed.export-to} says; no web server. */
@Configuration(proxyBeanMethods = false)
@Import(KafkaReadingConfiguration.class)
@EnableConfigurationProperties(PublicFeedProperties.class)
public class PublicExportConfiguration {

    @Bean
    LiveBoard publicLiveBoard() {
        return new LiveBoard();
    }

    @Bean
    BoardReader publicBoardReader(
            ConsumerFactory<byte[], byte[]> consumers,
            ContractDeserializer contracts,
            LiveBoard board,
            PublicFeedProperties properties) {
        return new BoardReader(consumers::createConsumer, contracts, board, properties);
    }

    @Bean
    SiteExporter publicSiteExporter(LiveBoard board, PublicFeedProperties properties, ObjectProvider<Clock> clock) {
        return new SiteExporter(
                new SiteExport(properties, Path.of(properties.exportTo())),
                board,
                properties,
                clock.getIfAvailable(Clock::systemUTC));
    }
}
