package uk.tocsin.partnerfanout.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.Role;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Reader;
import uk.tocsin.partnerfanout.Examples;

class ReadingRightTest {

    private static final Duration LONG = Duration.ofHours(1);
    private Directory directory = Examples.EAST_KENT;

    @Test
    void standsWhileTheTokenLastsAndTheDirectoryGrantsTheRole() {
        ReadingRight right = right(Examples.TIME.plusSeconds(1));

        assertThat(right.stands()).isTrue();
        assertThat(right.left(LONG)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void endsWithTheToken() {
        ReadingRight right = right(Examples.TIME);

        assertThat(right.stands()).isFalse();
        assertThat(right.left(LONG)).isEqualTo(Duration.ZERO);
    }

    @Test
    void tokenWithoutAnEndIsBoundedByTheLifetimeOfAStream() {
        ReadingRight right = right(Instant.MAX);

        assertThat(right.stands()).isTrue();
        assertThat(right.left(LONG)).isEqualTo(LONG);
    }

    @Test
    void endsWhenTheMemberLeaves() {
        ReadingRight right = right(Instant.MAX);

        directory = directory.with(Examples.member("dover", false));

        assertThat(right.stands()).isFalse();
    }

    private ReadingRight right(Instant until) {
        var reader = new Reader("dover", Set.of(Role.PARTNER), until);
        return new ReadingRight(reader, () -> directory, Clock.fixed(Examples.TIME, ZoneOffset.UTC));
    }
}
