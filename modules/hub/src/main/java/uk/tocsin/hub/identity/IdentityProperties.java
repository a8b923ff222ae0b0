package uk.tocsin.hub.identity;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are believed.
 *
 * @param issuerUri the OpenID Connect issuer; empty for the embedded one
 * @param key the embedded issuer's key file; made when it is missing
 */
@ConfigurationProperties("tocsin.identity")
record IdentityProperties(
        @DefaultValue("") String issuerUri,
        @DefaultValue(".tocsin/keys/issuer.jwk") Path key) {}
