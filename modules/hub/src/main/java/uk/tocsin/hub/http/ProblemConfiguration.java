package uk.tocsin.hub.http;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
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
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionBuffers() {
        return server -> {
            server.setProtocol(LeanProtocol.class.getName());
            server.addConnectorCustomizers(new ConnectionBuffers());
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverProblems() {
        return server -> server.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ServerProblems.class.getName());
            }
        });
    }
}
