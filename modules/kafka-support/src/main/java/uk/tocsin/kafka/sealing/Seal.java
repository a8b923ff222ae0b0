package uk.tocsin.kafka.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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

    private final Supplier<SealingKeys> keys;
    private final SecureRandom random;

    /**
     * A seal.
     *
     * @param keys asked for at each use, so that a process that seals nothing needs none
     * @param random for nonces and for new keys
     */
    public Seal(Supplier<SealingKeys> keys, SecureRandom random) {
        this.keys = keys;
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
        SealingKeys only = SealingKeys.of(other);
        return new Seal(() -> only, random);
    }

    /** Bytes that nobody can guess. */
    public byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /**
     * Seals {@code text} for {@code context} under the current key: the key's id, the nonce, and what came of it. The same text
     * is never sealed alike.
     */
    public byte[] seal(byte[] text, String context) {
        SealingKeys sealing = keys.get();
        byte[] nonce = randomBytes(NONCE_BYTES);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, sealing.current(), nonce, text, context)
                .orElseThrow(Seal::unopenable);
        return ByteBuffer.allocate(SealingKeys.ID_BYTES + nonce.length + sealed.length)
                .putInt(sealing.currentId())
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * Opens what {@link #seal} made, under the current key or a former one.
     *
     * @throws IllegalArgumentException when it was sealed under another key or for another context, or was changed
     */
    public byte[] open(byte[] sealed, String context) {
        SealingKeys known = keys.get();
        return named(known.named(sealed), sealed, context)
                // What was sealed before keys had ids begins with its nonce.
                .or(() -> opened(known.all(), sealed, 0, context))
                .orElseThrow(Seal::unopenable);
    }

    /**
     * The same, sealed anew under the current key; empty when it is sealed under that already.
     *
     * @throws IllegalArgumentException as {@link #open}
     */
    public Optional<byte[]> renewed(byte[] sealed, String context) {
        if (named(List.of(keys.get().current()), sealed, context).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(seal(open(sealed, context), context));
    }

    private static Optional<byte[]> named(List<SecretKey> keys, byte[] sealed, String context) {
        return opened(keys, sealed, SealingKeys.ID_BYTES, context);
    }

    private static Optional<byte[]> opened(List<SecretKey> keys, byte[] sealed, int from, String context) {
        if (sealed.length <= from + NONCE_BYTES) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, from, from + NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(sealed, from + NONCE_BYTES, sealed.length);
        return keys.stream()
                .flatMap(key -> crypt(Cipher.DECRYPT_MODE, key, nonce, rest, context).stream())
                .findFirst();
    }

    /** Empty when it does not open. */
    private static Optional<byte[]> crypt(int mode, SecretKey key, byte[] nonce, byte[] text, String context) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(UTF_8));
            return Optional.of(cipher.doFinal(text));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static IllegalArgumentException unopenable() {
        return new IllegalArgumentException("sealed: *** (expected: sealed under this key and for this context)");
    }
}
