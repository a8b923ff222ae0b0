package uk.tocsin.partnerfanout.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import uk.tocsin.kafka.sealing.Seal;
import uk.tocsin.kafka.sealing.SealingKeys;

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
     * @param keys asked for each time that they are needed, as not every process has one
     */
    public SecretSeal(Supplier<SealingKeys> keys, SecureRandom random) {
        this.seal = new Seal(keys, random);
    }

    /** A new secret in the form of Standard Webhooks, {@code whsec_} and Base64. */
    public String newSecret() {
        return "whsec_" + Base64.getEncoder().encodeToString(seal.randomBytes(SECRET_BYTES));
    }

    /** Seals {@code secret} for one subscription. */
    public String seal(String secret, String subscriptionId) {
        return text(seal.seal(secret.getBytes(UTF_8), subscriptionId));
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws IllegalArgumentException when it was sealed under another key or for another subscription, or was changed
     */
    public String open(String sealed, String subscriptionId) {
        byte[] bytes = bytes(sealed);
        try {
            return new String(seal.open(bytes, subscriptionId), UTF_8);
        } catch (IllegalArgumentException e) {
            throw unopenable();
        }
    }

    /**
     * The same, sealed anew under the current key; empty when it is sealed under that already, or is nothing that was sealed.
     *
     * @throws IllegalArgumentException as {@link #open}
     */
    public Optional<String> renewed(String sealed, String subscriptionId) {
        if (!sealed.startsWith(VERSION)) {
            return Optional.empty();
        }
        try {
            return seal.renewed(bytes(sealed), subscriptionId).map(SecretSeal::text);
        } catch (IllegalArgumentException e) {
            throw unopenable();
        }
    }

    private static String text(byte[] sealed) {
        return VERSION + Base64.getEncoder().encodeToString(sealed);
    }

    private static byte[] bytes(String sealed) {
        if (!sealed.startsWith(VERSION)) {
            throw unopenable();
        }
        try {
            return Base64.getDecoder().decode(sealed.substring(VERSION.length()));
        } catch (IllegalArgumentException e) {
            throw unopenable();
        }
    }

    private static IllegalArgumentException unopenable() {
        return new IllegalArgumentException("sealedSecret: *** (expected: a secret sealed under tocsin.secrets.key)");
    }
}
