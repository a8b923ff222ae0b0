package uk.tocsin.publicfeed.site;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The half of the public feed that faces the public: it reads public notices, and nothing else. */
@Configuration(proxyBeanMethods = false)
@Import(PublicExportConfiguration.class)
public class PublicSiteConfiguration {

    @Bean
    Site publicSite(PublicFeedProperties properties) {
        return Site.live(properties);
    }

    @Bean
    SiteCache publicSiteCache(Site site, PublicFeedProperties properties, ObjectProvider<Clock> clock) {
        return new SiteCache(site, properties, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    SiteController publicSiteController(LiveBoard board, SiteCache cache, Site site, PublicFeedProperties properties) {
        return new SiteController(board, cache, site, properties);
    }

    /** Ahead of everything else that the web server has; as threads that read answer too, one for each processor. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> publicReadyAnswers(
            LiveBoard board, SiteCache cache, JettyServerProperties settings) {
        return factory -> {
            factory.addServerCustomizers(server -> new ReadyAnswers(board, cache).goAheadOfAll(server));
            if (settings.getThreads().getSelectors() < 0) {
                factory.setSelectors(Runtime.getRuntime().availableProcessors());
            }
        };
    }

    @Bean
    NewsReaders publicNewsReaders(LiveBoard board, PublicFeedProperties properties) {
        NewsReaders readers = new NewsReaders(properties.maxEventReaders());
        board.onNews(readers::tell);
        return readers;
    }

    @Bean
    NewsController publicNewsController(NewsReaders readers) {
        return new NewsController(readers);
    }
}
