package uk.tocsin.publicfeed.projector;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import uk.tocsin.kafka.KafkaSupportConfiguration;
import uk.tocsin.kafka.projection.Projections;

/** The half of the public feed that reads council topics and writes public notices. */
@Configuration(proxyBeanMethods = false)
@Import(KafkaSupportConfiguration.class)
public class PublicProjectorConfiguration {

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> publicProjectionContainer(Projections projections) {
        return projections.container(new PublicProjection());
    }
}
