package uk.tocsin.kafka;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import uk.tocsin.kafka.registry.RegistryConfig;

/**
 * Where the schema registry is.
 *
 * @param url address of a registry that speaks the Confluent REST API
 * @param properties further settings by their names in {@link RegistryConfig}, such as {@code basic.auth.user.info}
 */
@ConfigurationProperties("tocsin.registry")
public record RegistryProperties(
        @DefaultValue("http://127.0.0.1:8081") URI url,
        @DefaultValue Map<String, String> properties) {

    public RegistryProperties {
        properties = Map.copyOf(properties);
    }

    RegistryConfig toConfig() {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(RegistryConfig.URL, url.toString());
        return new RegistryConfig(settings);
    }
}
