package uk.tocsin.publicfeed.site;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import uk.tocsin.kafka.KafkaReadingConfiguration;
import uk.tocsin.kafka.registry.ContractDeserializer;

/** The board of public notices, and pages in its words for other parts of the public feed. */
@Configuration(proxyBeanMethods = false)
@Import(KafkaReadingConfiguration.class)
@EnableConfigurationProperties(PublicFeedProperties.class)
public class PublicBoardConfiguration {

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
    PublicPages publicPages(LiveBoard board, PublicFeedProperties properties) {
        return new PublicPages(board, properties);
    }
}
