package uk.tocsin.partnerfanout.secret;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import uk.tocsin.kafka.sealing.SealingKeys;

/**
 * The keys under which secrets are sealed before they are written to a topic.
 *
 * @param key 32 bytes in Base64; empty where this process has nothing to seal or open, which then fails if it is asked to
 * @param formerKeys keys that were in the place of {@code key} before, at most five: what they sealed still opens, and is sealed
 *     anew under {@code key}
 */
@ConfigurationProperties("tocsin.secrets")
record SecretsProperties(
        @DefaultValue("") String key, @DefaultValue List<String> formerKeys) {

    SecretsProperties {
        formerKeys = List.copyOf(formerKeys);
        if (!key.isEmpty()) {
            SealingKeys.of(key, formerKeys);
        } else if (!formerKeys.isEmpty()) {
            throw new IllegalArgumentException("formerKeys: *** (expected: none where there is no key)");
        }
    }

    /** The key that seals, and those that still open. */
    SealingKeys keys() {
        if (key.isEmpty()) {
            throw new IllegalStateException("tocsin.secrets.key: not set (expected: 32 bytes in Base64)");
        }
        return SealingKeys.of(key, formerKeys);
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "SecretsProperties[key=" + (key.isEmpty() ? "not set" : "***") + "]";
    }
}
