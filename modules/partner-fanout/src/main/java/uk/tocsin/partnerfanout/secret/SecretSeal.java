package uk.tocsin.partnerfanout.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import uk.tocsin.kafka.sealing.Seal;

/**
 * Makes signing secrets, and seals them, so that whoever reads the directory topic cannot sign. A seal belongs to one
 * subscription: moved to another, it does not open.
 */
public final class SecretSeal {

    private static final String VERSION = "v1:";
    private static final int SECRET_BYTES = 32;

    private final Seal seal;

    /**
     * A seal.
     *
     * @param key asked for each time that it is needed, as not every process has one
     */
    public SecretSeal(Supplier<SecretKey> key, SecureRandom random) {
        this.seal = new Seal(key, random);
    }

    /** A new secret in the form of Standard Webhooks, {@code whsec_} and Base64. */
    public String newSecret() {
        return "whsec_" + Base64.getEncoder().encodeToString(seal.randomBytes(SECRET_BYTES));
    }

    /** Seals {@code secret} for one subscription. */
    public String seal(String secret, String subscriptionId) {
        return VERSION + Base64.getEncoder().encodeToString(seal.seal(secret.getBytes(UTF_8), subscriptionId));
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws IllegalArgumentException when it was sealed under another key or for another subscription, or was changed
     */
    public String open(String sealed, String subscriptionId) {
        if (!sealed.startsWith(VERSION)) {
            throw unopenable();
        }
        try {
            byte[] whole = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
            return new String(seal.open(whole, subscriptionId), UTF_8);
        } catch (IllegalArgumentException e) {
            throw unopenable();
        }
    }

    private static IllegalArgumentException unopenable() {
        return new IllegalArgumentException("sealedSecret: *** (expected: a secret sealed under tocsin.secrets.key)");
    }
}
