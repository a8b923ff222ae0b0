package uk.tocsin.partnerfanout.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.kafka.sealing.SealingKeys;
import uk.tocsin.partnerfanout.secret.SecretSeal;

/** The key of the settings is changed: 1 is the former one, 2 the current one. */
class SecretRenewalTest {

    private static final String ID = "dover-1";

    private final SecretSeal before = under(1);
    private final SecretSeal current = under(2);
    private final SecretSeal both = under(2, 1);

    @Test
    void bothSecretsAreSealedAnewAndNothingElseChanges() {
        String secret = before.newSecret();
        String previous = before.newSecret();
        Subscription subscription = subscription(before.seal(secret, ID), before.seal(previous, ID));

        Subscription renewed = SecretRenewal.renewed(subscription, both).orElseThrow();

        assertThat(current.open(renewed.getSealedSecret(), ID)).isEqualTo(secret);
        assertThat(current.open(Objects.requireNonNull(renewed.getPreviousSecret()), ID))
                .isEqualTo(previous);
        assertThat(Subscription.newBuilder(renewed)
                        .setSealedSecret(subscription.getSealedSecret())
                        .setPreviousSecret(subscription.getPreviousSecret())
                        .build())
                .isEqualTo(subscription);
        assertThat(SecretRenewal.renewed(renewed, both)).isEmpty();
    }

    @Test
    void subscriptionWithoutASecretIsLeftAsItIs() {
        assertThat(SecretRenewal.renewed(subscription("", null), both)).isEmpty();
    }

    @Test
    void secretThatNoKeyOpensIsTold() {
        Subscription subscription = subscription(under(3).seal("whsec_example", ID), null);

        assertThatIllegalArgumentException().isThrownBy(() -> SecretRenewal.renewed(subscription, both));
    }

    private static Subscription subscription(String sealed, @Nullable String previous) {
        return Subscription.newBuilder()
                .setSubscriptionId(ID)
                .setMemberId("dover")
                .setEndpoint("https://dover.example/hook")
                .setState(SubscriptionState.PAUSED)
                .setCreatedAt(Instant.parse("2024-01-18T14:05:00Z"))
                .setSealedSecret(sealed)
                .setPreviousSecret(previous)
                .build();
    }

    private static SecretSeal under(int current, int... former) {
        List<String> before =
                Arrays.stream(former).mapToObj(SecretRenewalTest::key).toList();
        SealingKeys keys = SealingKeys.of(key(current), before);
        return new SecretSeal(() -> keys, new SecureRandom());
    }

    private static String key(int number) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) number;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
