package uk.tocsin.hub;

import java.time.Clock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import uk.tocsin.hub.http.ProblemConfiguration;
import uk.tocsin.hub.openapi.OpenApiConfiguration;

/** The hub as a Spring application: the roles it was asked for, behind one door. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({RoleSelector.class, ProblemConfiguration.class, OpenApiConfiguration.class})
public class HubApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
