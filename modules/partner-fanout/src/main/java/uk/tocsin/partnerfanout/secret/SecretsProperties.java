package uk.tocsin.partnerfanout.secret;

import javax.crypto.SecretKey;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import uk.tocsin.kafka.sealing.Seal;

/**
 * The key under which secrets are sealed before they are written to a topic.
 *
 * @param key 32 bytes in Base64; empty where this process has nothing to seal or open, which then fails if it is asked to
 */
@ConfigurationProperties("tocsin.secrets")
record SecretsProperties(@DefaultValue("") String key) {

    SecretsProperties {
        if (!key.isEmpty()) {
            Seal.key(key);
        }
    }

    /** The key for AES-256. */
    SecretKey secretKey() {
        if (key.isEmpty()) {
            throw new IllegalStateException("tocsin.secrets.key: not set (expected: 32 bytes in Base64)");
        }
        return Seal.key(key);
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return "SecretsProperties[key=" + (key.isEmpty() ? "not set" : "***") + "]";
    }
}
