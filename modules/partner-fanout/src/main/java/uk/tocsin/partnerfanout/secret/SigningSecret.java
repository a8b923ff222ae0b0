package uk.tocsin.partnerfanout.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What messages are signed with, by the rules of Standard Webhooks: a secret that both sides know (HMAC-SHA256,
 * {@code v1}), or a key of which the receiver knows only the public half (ed25519, {@code v1a}), so that nobody but the hub
 * can sign. Reading a key takes longer than signing with it: one that is read serves every message of its subscription.
 */
public final class SigningSecret {

    private static final String ED25519 = "Ed25519";
    private static final String HMAC = "HmacSHA256";
    private static final String SHARED = "whsec_";
    private static final String PRIVATE = "whsk_";
    private static final String PUBLIC = "whpk_";
    private static final String BETWEEN = ":";
    private static final int PUBLIC_BYTES = 32;

    /** Signs {@code head} with {@code body} behind it. */
    private interface Signing {
        byte[] sign(byte[] head, byte[] body) throws GeneralSecurityException;
    }

    private final String version;
    private final Signing signing;

    private SigningSecret(String version, Signing signing) {
        this.version = version;
        this.signing = signing;
    }

    /**
     * Reads a secret.
     *
     * @param text {@code whsec_} and Base64, or what {@link #newKey} made
     * @throws IllegalArgumentException for an unusable one, which the exception does not repeat
     */
    public static SigningSecret of(String text) {
        try {
            return text.startsWith(PRIVATE)
                    ? new SigningSecret("v1a,", ed25519(text.substring(PRIVATE.length(), text.indexOf(BETWEEN))))
                    : new SigningSecret("v1,", hmac(text.startsWith(SHARED) ? text.substring(SHARED.length()) : text));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unusable(e);
        }
    }

    private static Signing hmac(String base64) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(base64), HMAC));
        return (head, body) -> {
            mac.update(head);
            return mac.doFinal(body);
        };
    }

    private static Signing ed25519(String base64) throws GeneralSecurityException {
        byte[] encoded = Base64.getDecoder().decode(base64);
        PrivateKey key = KeyFactory.getInstance(ED25519).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        Signature signature = Signature.getInstance(ED25519);
        return (head, body) -> {
            signature.initSign(key);
            signature.update(head);
            signature.update(body);
            return signature.sign();
        };
    }

    /** A new ed25519 key with its public half, as one text to be sealed. */
    public static String newKey() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
            // The encoding ends with the key itself, which RFC 8032 has in 32 bytes.
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] open = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
            return PRIVATE + base64(pair.getPrivate().getEncoded()) + BETWEEN + PUBLIC + base64(open);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no ed25519.", e);
        }
    }

    /** The half that its receiver may know, {@code whpk_} and Base64; empty of a shared secret. */
    public static Optional<String> publicKey(String secret) {
        return secret.startsWith(PRIVATE)
                ? Optional.of(secret.substring(secret.indexOf(BETWEEN) + 1))
                : Optional.empty();
    }

    /**
     * Signs id, time and body. One thread at a time does.
     *
     * @param timestamp seconds since 1970
     */
    public synchronized String sign(String id, long timestamp, String body) {
        try {
            byte[] head = (id + "." + timestamp + ".").getBytes(UTF_8);
            return version + base64(signing.sign(head, body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    private static IllegalArgumentException unusable(Exception cause) {
        return new IllegalArgumentException("secret: *** (expected: whsec_ and Base64, or an ed25519 key)", cause);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
