package uk.tocsin.partnerfanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Makes signing secrets, and seals them with AES-256-GCM, so that whoever reads the directory topic cannot sign. A seal
 * belongs to one subscription: moved to another, it does not open.
 */
final class SecretSeal {

    private static final String VERSION = "v1:";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SECRET_BYTES = 32;

    private final Supplier<SecretKey> key;
    private final SecureRandom random;

    SecretSeal(Supplier<SecretKey> key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    /** A new secret in the form of Standard Webhooks, {@code whsec_} and Base64. */
    String newSecret() {
        return "whsec_" + Base64.getEncoder().encodeToString(randomBytes(SECRET_BYTES));
    }

    /** Seals {@code secret} for one subscription. */
    String seal(String secret, String subscriptionId) {
        byte[] nonce = randomBytes(NONCE_BYTES);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(UTF_8), subscriptionId);
        byte[] whole = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return VERSION + Base64.getEncoder().encodeToString(whole);
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws IllegalArgumentException when it was sealed under another key or for another subscription, or was changed
     */
    String open(String sealed, String subscriptionId) {
        if (!sealed.startsWith(VERSION)) {
            throw unopenable();
        }
        byte[] whole = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
        if (whole.length <= NONCE_BYTES) {
            throw unopenable();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] rest = new byte[whole.length - NONCE_BYTES];
        ByteBuffer.wrap(whole).get(nonce).get(rest);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, rest, subscriptionId), UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] text, String subscriptionId) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(mode, key.get(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(subscriptionId.getBytes(UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw unopenable();
        }
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static IllegalArgumentException unopenable() {
        return new IllegalArgumentException("sealedSecret: *** (expected: a secret sealed under tocsin.secrets.key)");
    }
}
