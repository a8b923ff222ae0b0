package uk.tocsin.partnerfanout.secret;

import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The secrets of subscriptions, sealed under a key outside Kafka. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretsProperties.class)
public class SecretConfiguration {

    @Bean
    SecretSeal webhookSecretSeal(SecretsProperties secrets) {
        return new SecretSeal(secrets::keys, new SecureRandom());
    }
}
