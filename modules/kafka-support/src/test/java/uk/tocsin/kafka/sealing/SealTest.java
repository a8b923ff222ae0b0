package uk.tocsin.kafka.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

    private static final byte[] TEXT = "resident@example.org".getBytes(UTF_8);

    private final Seal seal = sealUnder((byte) 1);

    @Test
    void whatIsSealedOpensAgainAndShowsNothing() {
        byte[] sealed = seal.seal(TEXT, "one");

        assertThat(seal.open(sealed, "one")).isEqualTo(TEXT);
        assertThat(new String(sealed, UTF_8)).doesNotContain("resident");
        assertThat(seal.seal(TEXT, "one")).isNotEqualTo(sealed);
    }

    @Test
    void anotherKeyAnotherContextAndAnotherByteDoNotOpenIt() {
        byte[] sealed = seal.seal(TEXT, "one");
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;

        assertThatIllegalArgumentException().isThrownBy(() -> seal.open(sealed, "other"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sealUnder((byte) 2).open(sealed, "one"));
        assertThatIllegalArgumentException().isThrownBy(() -> seal.open(changed, "one"));
        assertThatIllegalArgumentException().isThrownBy(() -> seal.open(new byte[12], "one"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "secret that is not Base64"})
    void keyOfAnotherFormIsRefusedWithoutBeingShown(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Seal.key(key))
                .withMessage("key: *** (expected: 32 bytes in Base64)");
    }

    private static Seal sealUnder(byte first) {
        byte[] key = new byte[Seal.KEY_BYTES];
        key[0] = first;
        var secret = Seal.key(Base64.getEncoder().encodeToString(key));
        return new Seal(() -> secret, new SecureRandom());
    }
}
