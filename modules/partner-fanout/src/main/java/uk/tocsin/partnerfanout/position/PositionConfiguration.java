package uk.tocsin.partnerfanout.position;

import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.tocsin.kafka.projection.PositionGuard;
import uk.tocsin.partnerfanout.inbox.InboxProperties;

/** Where it is kept how far each subscription has come. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboxProperties.class)
public class PositionConfiguration {

    @Bean
    Positions positions(Admin admin, PositionGuard guard) {
        return new Positions(admin, guard);
    }

    @Bean
    PulledPositions pulledPositions(Admin admin, InboxProperties properties) {
        return new PulledPositions(new PulledOffsets(admin, properties.readTimeout()), properties.commitInterval());
    }
}
