package uk.tocsin.kafka.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
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

    @Test
    void formerKeyStillOpensAndTheCurrentOneSeals() {
        byte[] before = sealUnder((byte) 1).seal(TEXT, "one");
        Seal changed = sealUnder((byte) 2, (byte) 1);

        assertThat(changed.open(before, "one")).isEqualTo(TEXT);
        assertThatIllegalArgumentException().isThrownBy(() -> changed.open(before, "other"));
        byte[] after = changed.seal(TEXT, "one");
        assertThat(sealUnder((byte) 2).open(after, "one")).isEqualTo(TEXT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sealUnder((byte) 1).open(after, "one"));
    }

    @Test
    void whatAFormerKeySealedIsSealedAnewOnceAndThenNeedsThatKeyNoMore() {
        byte[] before = sealUnder((byte) 1).seal(TEXT, "one");
        Seal changed = sealUnder((byte) 2, (byte) 1);

        byte[] renewed = changed.renewed(before, "one").orElseThrow();

        assertThat(changed.renewed(renewed, "one")).isEmpty();
        assertThat(sealUnder((byte) 2).open(renewed, "one")).isEqualTo(TEXT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sealUnder((byte) 2).renewed(before, "one"));
    }

    /** Keys had no ids once: such a seal was the nonce and what came of it. */
    @Test
    void whatWasSealedBeforeKeysHadIdsOpensAndIsSealedAnew() {
        byte[] now = seal.seal(TEXT, "one");
        byte[] then = Arrays.copyOfRange(now, SealingKeys.ID_BYTES, now.length);

        assertThat(seal.open(then, "one")).isEqualTo(TEXT);
        assertThat(sealUnder((byte) 2, (byte) 1).open(then, "one")).isEqualTo(TEXT);
        assertThat(seal.renewed(then, "one")).isPresent();
    }

    @Test
    void keyIsNamedByAnIdThatIsNoPartOfIt() {
        byte[] id = id(seal);

        assertThat(id(seal)).isEqualTo(id);
        assertThat(id(sealUnder((byte) 2))).isNotEqualTo(id);
        assertThat(id).isNotEqualTo(new byte[] {1, 0, 0, 0});
    }

    private static byte[] id(Seal seal) {
        return Arrays.copyOf(seal.seal(TEXT, "one"), SealingKeys.ID_BYTES);
    }

    @Test
    void moreFormerKeysThanAllowedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SealingKeys.of(base64((byte) 0), Collections.nCopies(6, base64((byte) 1))))
                .withMessage("formerKeys: 6 (expected: at most 5)");
    }

    private static Seal sealUnder(byte current, byte... former) {
        List<String> before = new ArrayList<>();
        for (byte each : former) {
            before.add(base64(each));
        }
        SealingKeys keys = SealingKeys.of(base64(current), before);
        return new Seal(() -> keys, new SecureRandom());
    }

    private static String base64(byte first) {
        byte[] key = new byte[Seal.KEY_BYTES];
        key[0] = first;
        return Base64.getEncoder().encodeToString(key);
    }
}
