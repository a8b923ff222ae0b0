package uk.tocsin.partnerfanout.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
                .isThrownBy(() -> new SecretsProperties(key, List.of()))
                .withMessageContaining("32 bytes")
                .withMessageNotContaining(key);
    }

    @Test
    void keyIsNotPrinted() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(new SecretsProperties(key, List.of())).hasToString("SecretsProperties[key=***]");
    }

    @Test
    void secretOfAFormerKeyOpensAndIsSealedAnewOnce() {
        String secret = seal.newSecret();
        String before = seal.seal(secret, "dover");
        SecretSeal changed = sealUnder((byte) 2, (byte) 1);

        assertThat(changed.open(before, "dover")).isEqualTo(secret);
        String renewed = changed.renewed(before, "dover").orElseThrow();
        assertThat(sealUnder((byte) 2).open(renewed, "dover")).isEqualTo(secret);
        assertThat(changed.renewed(renewed, "dover")).isEmpty();
        assertThat(changed.renewed("", "dover")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sealUnder((byte) 2).renewed(before, "dover"))
                .withMessageNotContaining(before);
    }

    private static SecretSeal sealUnder(byte current, byte... former) {
        List<String> before = new ArrayList<>();
        for (byte each : former) {
            before.add(base64(each));
        }
        var properties = new SecretsProperties(base64(current), before);
        return new SecretSeal(properties::keys, new SecureRandom());
    }

    private static String base64(byte first) {
        byte[] key = new byte[32];
        key[0] = first;
        return Base64.getEncoder().encodeToString(key);
    }
}
