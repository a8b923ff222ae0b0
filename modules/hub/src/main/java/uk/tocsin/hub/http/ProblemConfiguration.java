package uk.tocsin.hub.http;

import org.eclipse.jetty.server.Server;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Every refusal is problem+json, wherever on its way a request is refused. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, ErrorProblems.class})
public class ProblemConfiguration {

    @Bean
    DoorProblems doorProblems() {
        return new DoorProblems();
    }

    @Bean
    WebMvcConfigurer jsonOnly() {
        return new JsonOnly();
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> serverProblems() {
        return factory -> factory.addServerCustomizers(ProblemConfiguration::refuse);
    }

    /** Ahead of what {@code server} has so far. */
    static void refuse(Server server) {
        server.setErrorHandler(new ServerProblems());
        server.insertHandler(new PlainBodies());
    }
}
