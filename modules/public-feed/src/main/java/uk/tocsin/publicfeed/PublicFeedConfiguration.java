package uk.tocsin.publicfeed;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import uk.tocsin.contracts.Member;
import uk.tocsin.kafka.KafkaSupportConfiguration;
import uk.tocsin.kafka.directory.DirectoryView;
import uk.tocsin.kafka.projection.Projections;
import uk.tocsin.kafka.registry.ContractDeserializer;

/** The public feed: the projection to public notices, and the pages and feeds made from them. */
@Configuration(proxyBeanMethods = false)
@Import(KafkaSupportConfiguration.class)
@EnableConfigurationProperties(PublicFeedProperties.class)
public class PublicFeedConfiguration {

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> publicProjectionContainer(Projections projections) {
        return projections.container(new PublicProjection());
    }

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
    PageController publicPageController(
            LiveBoard board, DirectoryView directory, PublicFeedProperties properties, ObjectProvider<Clock> clock) {
        return new PageController(board, names(directory), properties, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    FeedController publicFeedController(LiveBoard board, DirectoryView directory, PublicFeedProperties properties) {
        return new FeedController(board, names(directory), properties);
    }

    private static MemberNames names(DirectoryView directory) {
        return memberId ->
                directory.current().member(memberId).map(Member::getName).orElse(memberId);
    }
}
