package uk.tocsin.bench.fanout;

import java.time.Clock;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import uk.tocsin.partnerfanout.PartnerFanoutConfiguration;

/** Tocsin's own: the feature as the hub composes it, with its settings as they are. */
@Configuration(proxyBeanMethods = false)
@Import(PartnerFanoutConfiguration.class)
class TocsinProjection {

    /** The group of the projection, which is its name. */
    static final String GROUP = "partner-fanout";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Runs it until the input ends; the topics are those of the directory. */
    public static void main(String[] arguments) {
        Assignment assignment = Assignment.of(arguments);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(TocsinProjection.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(Map.of(
                        "spring.kafka.bootstrap-servers",
                        assignment.broker(),
                        "tocsin.registry.url",
                        assignment.registry(),
                        "tocsin.kafka.instance-id",
                        "bench"))
                .run()) {
            UntilEndOfInput.await();
            context.stop();
        }
    }
}
