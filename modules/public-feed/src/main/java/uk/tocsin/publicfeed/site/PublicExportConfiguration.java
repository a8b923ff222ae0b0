package uk.tocsin.publicfeed.site;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The board of public notices, and the site as files where {@code tocsin.public-feed.export-to} says; no web server. */
@Configuration(proxyBeanMethods = false)
@Import(PublicBoardConfiguration.class)
public class PublicExportConfiguration {

    @Bean
    SiteExporter publicSiteExporter(LiveBoard board, PublicFeedProperties properties, ObjectProvider<Clock> clock) {
        return new SiteExporter(
                new SiteExport(properties, Path.of(properties.exportTo())),
                board,
                properties,
                clock.getIfAvailable(Clock::systemUTC));
    }
}
