package uk.tocsin.mail;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** The mail server that {@code spring.mail.*} names, for whoever sends letters; each imports it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
public class MailConfiguration {

    @Bean
    MailServer mailServer(ObjectProvider<JavaMailSender> client, MailProperties properties) {
        return new MailServer(client.getIfAvailable(), properties);
    }
}
