package uk.tocsin.partnerfanout.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.tocsin.partnerfanout.Examples;
import uk.tocsin.partnerfanout.secret.SigningSecret;

/** Signatures by ed25519, verified as a receiver does it who knows the public key alone. */
class SigningSecretTest {

    private final String secret = SigningSecret.newKey();
    private final String publicKey = SigningSecret.publicKey(secret).orElseThrow();

    @Test
    void receiverThatKnowsThePublicKeyAloneVerifiesTheMessage() throws Exception {
        var message = message();

        assertThat(message.signature()).startsWith("v1a,");
        assertThat(verifies(message, message.body())).isTrue();
    }

    @Test
    void changedByteIsRefused() throws Exception {
        var message = message();

        assertThat(verifies(message, message.body().replace("accepted", "acceptee")))
                .isFalse();
    }

    @Test
    void publicHalfHoldsNothingOfTheOther() {
        assertThat(publicKey).startsWith("whpk_").hasSize("whpk_".length() + 44);
        assertThat(SigningSecret.newKey()).isNotEqualTo(secret);
        assertThat(SigningSecret.publicKey("whsec_c2VjcmV0")).isEmpty();
    }

    @Test
    void whatIsNoKeyIsNotRepeatedInTheRefusal() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningSecret.of("whsk_AAAA:whpk_"))
                .withMessageNotContaining("AAAA");
    }

    private WebhookMessage message() {
        return WebhookMessage.of(
                WebhookContent.of(Examples.response(1)), List.of(SigningSecret.of(secret)), Instant.now());
    }

    /** One key signs for a subscription again and again: what it signed before must not change what it signs next. */
    @Test
    void oneKeySignsMessageAfterMessage() {
        for (String text : List.of(secret, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")) {
            SigningSecret key = SigningSecret.of(text);
            String first = key.sign("id", 1, "{}");

            assertThat(key.sign("other", 2, "[]")).isNotEqualTo(first);
            assertThat(key.sign("id", 1, "{}"))
                    .isEqualTo(first)
                    .isEqualTo(SigningSecret.of(text).sign("id", 1, "{}"));
        }
    }

    private boolean verifies(WebhookMessage message, String body) throws Exception {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point())));
        verifier.update((message.id() + "." + message.timestamp() + "." + body).getBytes(UTF_8));
        return verifier.verify(Base64.getDecoder().decode(message.signature().substring("v1a,".length())));
    }

    /** RFC 8032: 32 bytes, the lowest first; the highest bit says whether x is odd. */
    private EdECPoint point() {
        byte[] bytes = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        boolean odd = (turned[0] & 0x80) != 0;
        turned[0] &= 0x7f;
        return new EdECPoint(odd, new BigInteger(1, turned));
    }
}
