package uk.tocsin.publicfeed;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import uk.tocsin.publicfeed.projector.PublicProjectorConfiguration;
import uk.tocsin.publicfeed.site.PublicSiteConfiguration;

/** Both halves of the public feed in one process. */
@Configuration(proxyBeanMethods = false)
@Import({PublicProjectorConfiguration.class, PublicSiteConfiguration.class})
public class PublicFeedConfiguration {}
