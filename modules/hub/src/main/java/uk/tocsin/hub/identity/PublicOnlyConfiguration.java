package uk.tocsin.hub.identity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Security of a process that serves the public and nobody else: public pages are listed one by one, everything else is
 * denied. It knows no token, no key and no directory.
 */
@Configuration(proxyBeanMethods = false)
public class PublicOnlyConfiguration {

    @Bean
    SecurityFilterChain security(HttpSecurity http, Environment environment) throws Exception {
        return PublicPaths.open(http, environment)
                .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .build();
    }

    /** Nobody: without it Spring Boot would invent a user with a password. */
    @Bean
    UserDetailsService nobody() {
        return new InMemoryUserDetailsManager();
    }
}
