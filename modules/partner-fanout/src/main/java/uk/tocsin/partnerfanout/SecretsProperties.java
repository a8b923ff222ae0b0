package uk.tocsin.partnerfanout;

import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The key under which secrets are sealed before they are written to a topic.
 *
 * @param key 32 bytes in Base64; empty where this process has nothing to seal or open, which then fails if it is asked to
 */
@ConfigurationProperties("tocsin.secrets")
record SecretsProperties(@DefaultValue("") String key) {

    private static final int KEY_BYTES = 32;

    SecretsProperties {
        if (!key.isEmpty() && bytes(key).length != KEY_BYTES) {
            throw wrong();
        }
    }

    /** The key for AES-256. */
    SecretKey secretKey() {
        if (key.isEmpty()) {
            throw new IllegalStateException("tocsin.secrets.key: not set (expected: 32 bytes in Base64)");
        }
        return new SecretKeySpec(bytes(key), "AES");
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return "SecretsProperties[key=" + (key.isEmpty() ? "not set" : "***") + "]";
    }

    private static byte[] bytes(String key) {
        try {
            return Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("key: *** (expected: 32 bytes in Base64)");
    }
}
