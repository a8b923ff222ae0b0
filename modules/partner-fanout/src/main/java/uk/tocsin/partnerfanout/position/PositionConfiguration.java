package uk.tocsin.partnerfanout.position;

import org.apache.kafka.clients.admin.Admin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.tocsin.kafka.projection.PositionGuard;

/** Where it is kept how far each subscription has come. */
@Configuration(proxyBeanMethods = false)
public class PositionConfiguration {

    @Bean
    Positions positions(Admin admin, PositionGuard guard) {
        return new Positions(admin, guard);
    }
}
