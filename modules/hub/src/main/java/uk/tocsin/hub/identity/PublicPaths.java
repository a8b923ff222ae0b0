package uk.tocsin.hub.identity;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;

/** What anyone may read without a token, listed path by path, and the headers that every answer carries. */
final class PublicPaths {

    static final String[] ALL = {
        "/",
        "/incidents/**",
        "/feed.atom",
        "/feed.json",
        "/public-feed/**",
        "/webjars/**",
        "/favicon.ico",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml",
        "/swagger-ui/**",
        "/swagger-ui.html",
        "/actuator/health/**"
    };

    private PublicPaths() {}

    static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(
                policy -> policy.policyDirectives(
                        "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'"));
    }
}
