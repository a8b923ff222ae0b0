package uk.tocsin.kafka.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes with AES-256-GCM. A seal belongs to what it was made for, its context: moved to another place, it does not open.
 * The key comes from outside Kafka, so that a copy of the topics alone opens nothing.
 */
public final class Seal {

    /** Length of a key, in bytes. */
    public static final int KEY_BYTES = 32;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Supplier<SecretKey> key;
    private final SecureRandom random;

    /**
     * A seal.
     *
     * @param key asked for at each use, so that a process that seals nothing needs none
     * @param random for nonces and for new keys
     */
    public Seal(Supplier<SecretKey> key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    /**
     * The key that a setting holds.
     *
     * @param base64 32 bytes in Base64
     * @throws IllegalArgumentException when it is anything else; the message does not show it
     */
    public static SecretKey key(String base64) {
        try {
            return key(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("key: *** (expected: 32 bytes in Base64)");
        }
    }

    /**
     * The key of these bytes.
     *
     * @throws IllegalArgumentException when they are not 32
     */
    public static SecretKey key(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("key: *** (expected: 32 bytes)");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    /** The same under another key. */
    public Seal under(SecretKey other) {
        return new Seal(() -> other, random);
    }

    /** Bytes that nobody can guess. */
    public byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Seals {@code text} for {@code context}: the nonce, and what came of it. The same text is never sealed alike. */
    public byte[] seal(byte[] text, String context) {
        byte[] nonce = randomBytes(NONCE_BYTES);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, text, context);
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws IllegalArgumentException when it was sealed under another key or for another context, or was changed
     */
    public byte[] open(byte[] sealed, String context) {
        if (sealed.length <= NONCE_BYTES) {
            throw unopenable();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] rest = new byte[sealed.length - NONCE_BYTES];
        ByteBuffer.wrap(sealed).get(nonce).get(rest);
        return crypt(Cipher.DECRYPT_MODE, nonce, rest, context);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] text, String context) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(mode, key.get(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw unopenable();
        }
    }

    private static IllegalArgumentException unopenable() {
        return new IllegalArgumentException("sealed: *** (expected: sealed under this key and for this context)");
    }
}
