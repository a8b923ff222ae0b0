package uk.tocsin.hub.identity;

import jakarta.servlet.DispatcherType;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What holds for every process, whomever it serves: what anyone may read without a token, listed path by path, who may read
 * metrics, the headers that every answer carries, and that nobody is remembered. The process adds who else may ask, and that
 * everything else is denied.
 */
final class PublicPaths {

    private static final String[] ALL = {
        "/",
        "/feed.atom",
        "/feed.json",
        "/feed.rss",
        "/cap.atom",
        "/cap/**",
        "/not-affected",
        "/follow",
        "/accessibility",
        "/archive/**",
        "/councils/**",
        "/services/**",
        "/incidents/**",
        "/api/v2/**",
        "/events",
        "/email",
        "/email/**",
        "/public-feed/**",
        "/webjars/**",
        "/favicon.ico",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml",
        "/swagger-ui/**",
        "/swagger-ui.html",
        "/actuator/health/**"
    };

    /** What another site may show in a frame; it brings a policy of its own. */
    private static final RequestMatcher FOR_FRAMES =
            PathPatternRequestMatcher.withDefaults().matcher("/councils/{council}/banner");

    private PublicPaths() {}

    static HttpSecurity open(HttpSecurity http, Environment environment) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(ALL)
                        .permitAll()
                        .requestMatchers(MetricsAccess.PATH)
                        .access(MetricsAccess.in(environment)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(PublicPaths::headers);
    }

    /** No script but our own, no other site's anything, and no frame around what is not made for one. */
    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(FOR_FRAMES),
                        new XFrameOptionsHeaderWriter(XFrameOptionsHeaderWriter.XFrameOptionsMode.DENY)))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER))
                .contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'self'; img-src 'self' data:;"
                        + " object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"));
    }
}
