package uk.tocsin.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class RememberedTokensTest {

    private static final Instant START = Instant.parse("2024-01-19T09:00:00Z");
    private static final Duration VALID = Duration.ofMinutes(10);

    private Instant now = START;
    private final InstantSource time = () -> now;
    private final List<String> checked = new ArrayList<>();
    private final RememberedTokens tokens = new RememberedTokens(this::check, time.withZone(ZoneOffset.UTC));

    private Jwt check(String token) {
        checked.add(token);
        if (token.equals("bad") || !now.isBefore(START.plus(VALID))) {
            throw new BadJwtException("refused");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "ES256")
                .subject(token)
                .expiresAt(START.plus(VALID))
                .build();
    }

    @Test
    void signatureOfOneTokenIsCheckedOnce() {
        assertThat(tokens.decode("good")).isEqualTo(tokens.decode("good"));
        assertThat(tokens.decode("other").getSubject()).isEqualTo("other");

        assertThat(checked).containsExactly("good", "other");
    }

    @Test
    void whatWasRefusedIsCheckedEachTime() {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("bad"));
        }

        assertThat(checked).containsExactly("bad", "bad");
    }

    @Test
    void afterAMinuteItIsCheckedAnew() {
        tokens.decode("good");
        now = START.plus(Duration.ofSeconds(61));
        tokens.decode("good");

        assertThat(checked).hasSize(2);
    }

    @Test
    void tokenThatEndsMeanwhileIsNoLongerGood() {
        now = START.plus(VALID).minusSeconds(5);
        tokens.decode("good");
        now = START.plus(VALID);

        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("good"));
    }
}
