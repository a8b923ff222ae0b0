package uk.tocsin.partnerfanout.endpoint;

import java.net.InetAddress;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.tocsin.mail.MailServer;
import uk.tocsin.partnerfanout.secret.SecretSeal;

/** Everything that sends one message to one endpoint. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EmailProperties.class, WebhookProperties.class})
public class EndpointConfiguration {

    @Bean
    WebhookSender webhookSender(WebhookProperties properties) {
        return new WebhookSender(properties, InetAddress::getAllByName);
    }

    @Bean
    Webhooks webhooks(SecretSeal seal, WebhookSender sender, Clock clock) {
        return new Webhooks(seal, sender, clock);
    }

    @Bean
    Mailer mailer(MailServer server, EmailProperties properties) {
        return new Mailer(server, properties);
    }

    @Bean
    Senders senders(Webhooks webhooks, Mailer mailer) {
        return new Senders(webhooks, mailer);
    }

    @Bean
    Endpoints subscriptionEndpoints(WebhookSender sender, Mailer mailer, WebhookProperties webhooks) {
        return new Endpoints(sender, mailer, webhooks);
    }
}
