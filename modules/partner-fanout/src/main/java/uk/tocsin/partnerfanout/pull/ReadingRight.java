package uk.tocsin.partnerfanout.pull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import uk.tocsin.contracts.Role;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Reader;

/**
 * The right by which an inbox is read for longer than a moment. It was there when reading began and may end meanwhile: the
 * token runs out, the directory takes the role away, the member leaves. Whoever writes asks before each event.
 */
final class ReadingRight {

    private final Reader reader;
    private final Supplier<Directory> directory;
    private final Clock clock;

    ReadingRight(Reader reader, Supplier<Directory> directory, Clock clock) {
        this.reader = reader;
        this.directory = directory;
        this.clock = clock;
    }

    String memberId() {
        return reader.memberId();
    }

    /** Whether it stands at this moment. */
    boolean stands() {
        return clock.instant().isBefore(reader.until()) && directory.get().allows(reader.memberId(), Role.PARTNER);
    }

    /** How long it can stand from now on, at most {@code most}; zero or less when the token has run out. */
    Duration left(Duration most) {
        Instant now = clock.instant();
        return now.plus(most).isBefore(reader.until()) ? most : Duration.between(now, reader.until());
    }
}
