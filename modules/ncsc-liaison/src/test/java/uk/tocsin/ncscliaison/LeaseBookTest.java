package uk.tocsin.ncscliaison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.Referral;

class LeaseBookTest {

    private static final Instant NOW = Instant.parse("2024-01-18T10:00:00Z");
    private static final Duration LEASE_TIME = Duration.ofMinutes(10);
    private static final Position FIRST = new Position("tocsin.ncsc.referrals", 0, 4);
    private static final Position SECOND = new Position("tocsin.ncsc.referrals", 1, 2);
    private static final Referral REFERRAL = Referrals.example();

    private final AtomicLong ids = new AtomicLong();
    private final LeaseBook book = new LeaseBook(LEASE_TIME, () -> new UUID(0, ids.incrementAndGet()));

    @Test
    void leasesInTheOrderOfArrival() {
        book.offer(FIRST, REFERRAL, 1, NOW);
        book.offer(SECOND, REFERRAL, 3, NOW);

        assertThat(book.take("ncsc", NOW))
                .contains(new Lease(new UUID(0, 1), "ncsc", FIRST, REFERRAL, 1, NOW.plus(LEASE_TIME)));
        assertThat(book.take("ncsc", NOW))
                .contains(new Lease(new UUID(0, 2), "ncsc", SECOND, REFERRAL, 3, NOW.plus(LEASE_TIME)));
        assertThat(book.take("ncsc", NOW)).isEmpty();
    }

    @Test
    void findsALeaseOnlyForItsHolder() {
        book.offer(FIRST, REFERRAL, 1, NOW);
        UUID leaseId = book.take("ncsc", NOW).orElseThrow().leaseId();

        assertThat(book.find(leaseId, "ncsc", NOW)).isPresent();
        assertThat(book.find(leaseId, "example-other", NOW)).isEmpty();
        assertThat(book.find(new UUID(9, 9), "ncsc", NOW)).isEmpty();
    }

    @Test
    void findsNoLeaseThatHasRunOut() {
        book.offer(FIRST, REFERRAL, 1, NOW);
        UUID leaseId = book.take("ncsc", NOW).orElseThrow().leaseId();

        assertThat(book.find(leaseId, "ncsc", NOW.plus(LEASE_TIME).minusMillis(1)))
                .isPresent();
        assertThat(book.find(leaseId, "ncsc", NOW.plus(LEASE_TIME))).isEmpty();
    }

    @Test
    void expiresWhatNobodyTookAndWhatNobodyAnswered() {
        book.offer(FIRST, REFERRAL, 1, NOW);
        book.offer(SECOND, REFERRAL, 1, NOW);
        book.take("ncsc", NOW.plusSeconds(60));

        assertThat(book.expired(NOW.plus(LEASE_TIME).minusMillis(1))).isEmpty();
        assertThat(book.expired(NOW.plus(LEASE_TIME))).containsExactly(SECOND);
        assertThat(book.expired(NOW.plus(LEASE_TIME).plusSeconds(60))).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void forgetsWhatIsSettled() {
        book.offer(FIRST, REFERRAL, 1, NOW);
        UUID leaseId = book.take("ncsc", NOW).orElseThrow().leaseId();

        book.settle(FIRST);

        assertThat(book.find(leaseId, "ncsc", NOW)).isEmpty();
        assertThat(book.knows(FIRST)).isFalse();
    }

    @Test
    void endsLeasesThatTheBrokerGaveToOthers() {
        book.offer(FIRST, REFERRAL, 1, NOW);
        book.offer(SECOND, REFERRAL, 1, NOW);
        UUID first = book.take("ncsc", NOW).orElseThrow().leaseId();
        UUID second = book.take("ncsc", NOW).orElseThrow().leaseId();

        assertThat(book.retain(List.of(SECOND))).isEqualTo(1);
        assertThat(book.find(first, "ncsc", NOW)).isEmpty();
        assertThat(book.find(second, "ncsc", NOW)).isPresent();
    }
}
