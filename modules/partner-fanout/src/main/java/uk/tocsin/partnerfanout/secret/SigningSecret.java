package uk.tocsin.partnerfanout.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
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

/**
 * What messages are signed with, by the rules of Standard Webhooks: a secret that both sides know (HMAC-SHA256,
 * {@code v1}), or a key of which the receiver knows only the public half (ed25519, {@code v1a}), so that nobody but the hub
 * can sign.
 */
public final class SigningSecret {

    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "whsk_";
    private static final String PUBLIC = "whpk_";
    private static final String BETWEEN = ":";
    private static final int PUBLIC_BYTES = 32;

    private SigningSecret() {}

    /** A new ed25519 key with its public half, as one text to be sealed. */
    public static String newKey() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
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
     * Signs id, time and body.
     *
     * @param timestamp seconds since 1970
     * @throws IllegalArgumentException for an unusable secret
     */
    public static String sign(String secret, String id, long timestamp, String body) {
        try {
            return secret.startsWith(PRIVATE)
                    ? "v1a," + base64(ed25519(secret, id + "." + timestamp + "." + body))
                    : new Webhook(secret).sign(id, timestamp, body);
        } catch (EmptyWebhookSecretException | WebhookSigningException | GeneralSecurityException e) {
            throw new IllegalArgumentException("secret: *** (expected: whsec_ and Base64, or an ed25519 key)", e);
        }
    }

    private static byte[] ed25519(String secret, String content) throws GeneralSecurityException {
        byte[] encoded = Base64.getDecoder().decode(secret.substring(PRIVATE.length(), secret.indexOf(BETWEEN)));
        PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        signature.update(content.getBytes(UTF_8));
        return signature.sign();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
