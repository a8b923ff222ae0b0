package uk.tocsin.partnerfanout;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import uk.tocsin.kafka.KafkaSupportConfiguration;
import uk.tocsin.mail.MailConfiguration;
import uk.tocsin.partnerfanout.delivery.DeliveryConfiguration;
import uk.tocsin.partnerfanout.endpoint.EndpointConfiguration;
import uk.tocsin.partnerfanout.history.HistoryConfiguration;
import uk.tocsin.partnerfanout.position.PositionConfiguration;
import uk.tocsin.partnerfanout.projection.ProjectionConfiguration;
import uk.tocsin.partnerfanout.pull.PullConfiguration;
import uk.tocsin.partnerfanout.recipients.RecipientsConfiguration;
import uk.tocsin.partnerfanout.secret.SecretConfiguration;
import uk.tocsin.partnerfanout.subscription.SubscriptionConfiguration;

/** Council topics to partner inboxes; inboxes to streams, pages and webhooks. */
@Configuration(proxyBeanMethods = false)
@Import({
    KafkaSupportConfiguration.class,
    MailConfiguration.class,
    DeliveryConfiguration.class,
    EndpointConfiguration.class,
    HistoryConfiguration.class,
    PositionConfiguration.class,
    ProjectionConfiguration.class,
    PullConfiguration.class,
    RecipientsConfiguration.class,
    SecretConfiguration.class,
    SubscriptionConfiguration.class
})
public class PartnerFanoutConfiguration {}
