package uk.tocsin.publicfeed.site;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.kafka.KafkaReadingConfiguration;
import uk.tocsin.kafka.registry.ContractDeserializer;

/** The half of the public feed that faces the public: it reads public notices, and nothing else. */
@Configuration(proxyBeanMethods = false)
@Import(KafkaReadingConfiguration.class)
@EnableConfigurationProperties(PublicFeedProperties.class)
public class PublicSiteConfiguration {

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
    Site publicSite(PublicFeedProperties properties) {
        return new Site(properties, new PageRenderer(Templates.engine(), properties.title(), Texts.english()));
    }

    @Bean
    SiteCache publicSiteCache(Site site, PublicFeedProperties properties, ObjectProvider<Clock> clock) {
        return new SiteCache(site, properties, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    SiteController publicSiteController(LiveBoard board, SiteCache cache, Site site, PublicFeedProperties properties) {
        return new SiteController(board, cache, site, properties);
    }
}
