package uk.tocsin.kafka.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * The keys of one setting: the one that seals, and those that sealed before it and still open what they sealed, until everything
 * is sealed anew and they can be dropped. What is sealed bears the id of its key, which is made of the key and tells nothing of it.
 */
public final class SealingKeys {

    /** Most former keys at a time. Each is tried on what was sealed by none of them, and an old key is a risk. */
    public static final int MOST_FORMER = 5;

    /** Length of a key's id, in bytes. */
    static final int ID_BYTES = Integer.BYTES;

    private static final byte[] PURPOSE = "tocsin key id:".getBytes(US_ASCII);

    private final Known current;
    private final List<Known> all;

    private record Known(SecretKey key, int id) {

        static Known of(SecretKey key) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(PURPOSE);
                return new Known(
                        key, ByteBuffer.wrap(digest.digest(key.getEncoded())).getInt());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    private SealingKeys(Known current, List<Known> former) {
        this.current = current;
        this.all = Stream.concat(Stream.of(current), former.stream()).toList();
    }

    /** A key that has none before it. */
    public static SealingKeys of(SecretKey current) {
        return new SealingKeys(Known.of(current), List.of());
    }

    /**
     * The keys that settings hold.
     *
     * @param current 32 bytes in Base64
     * @param former as {@code current}, in any order; at most {@link #MOST_FORMER}
     * @throws IllegalArgumentException when they are anything else; the message shows none of them
     */
    public static SealingKeys of(String current, List<String> former) {
        if (former.size() > MOST_FORMER) {
            throw new IllegalArgumentException(
                    "formerKeys: " + former.size() + " (expected: at most " + MOST_FORMER + ")");
        }
        return new SealingKeys(
                Known.of(Seal.key(current)),
                former.stream().map(key -> Known.of(Seal.key(key))).toList());
    }

    /** The key that seals. */
    SecretKey current() {
        return current.key();
    }

    /** The id of the key that seals. */
    int currentId() {
        return current.id();
    }

    /** The keys whose id {@code sealed} begins with: one, unless two happen to have the same. */
    List<SecretKey> named(byte[] sealed) {
        if (sealed.length < ID_BYTES) {
            return List.of();
        }
        int id = ByteBuffer.wrap(sealed).getInt();
        return all.stream().filter(known -> known.id() == id).map(Known::key).toList();
    }

    /** All of them, the one that seals first. */
    List<SecretKey> all() {
        return all.stream().map(Known::key).toList();
    }
}
