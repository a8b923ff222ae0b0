package uk.tocsin.partnerfanout.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretSealTest {

    private final SecretSeal seal = sealUnder((byte) 1);

    @Test
    void sealedSecretOpensAgain() {
        String secret = seal.newSecret();

        assertThat(secret).startsWith("whsec_");
        assertThat(seal.open(seal.seal(secret, "dover"), "dover")).isEqualTo(secret);
    }

    @Test
    void sealShowsNothingAndIsNeverTheSame() {
        String secret = seal.newSecret();

        assertThat(seal.seal(secret, "dover"))
                .doesNotContain(secret.substring("whsec_".length()))
                .isNotEqualTo(seal.seal(secret, "dover"));
    }

    @Test
    void sealOfAnotherSubscriptionDoesNotOpen() {
        String sealed = seal.seal(seal.newSecret(), "dover");

        assertThatIllegalArgumentException().isThrownBy(() -> seal.open(sealed, "thanet"));
    }

    @Test
    void sealUnderAnotherKeyDoesNotOpen() {
        String sealed = sealUnder((byte) 2).seal(seal.newSecret(), "dover");

        assertThatIllegalArgumentException().isThrownBy(() -> seal.open(sealed, "dover"));
    }

    @Test
    void changedSealDoesNotOpen() {
        String sealed = seal.seal(seal.newSecret(), "dover");
        byte[] bytes = Base64.getDecoder().decode(sealed.substring(3));
        bytes[bytes.length - 1] ^= 1;
        String changed = "v1:" + Base64.getEncoder().encodeToString(bytes);

        assertThatIllegalArgumentException().isThrownBy(() -> seal.open(changed, "dover"));
    }

    @Test
    void keyOfAnotherLengthIsRefusedWithoutBeingShown() {
        String key = Base64.getEncoder().encodeToString(new byte[16]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecretsProperties(key))
                .withMessageContaining("32 bytes")
                .withMessageNotContaining(key);
    }

    @Test
    void keyIsNotPrinted() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(new SecretsProperties(key)).hasToString("SecretsProperties[key=***]");
    }

    private static SecretSeal sealUnder(byte first) {
        byte[] key = new byte[32];
        key[0] = first;
        var properties = new SecretsProperties(Base64.getEncoder().encodeToString(key));
        return new SecretSeal(properties::secretKey, new SecureRandom());
    }
}
