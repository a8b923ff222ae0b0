package uk.tocsin.ncscliaison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeaseJsonTest {

    @Test
    void writesTheLeaseAndTheReferralButNotWhereItStands() {
        Lease lease = new Lease(
                new UUID(0, 1),
                "ncsc",
                new Position("tocsin.ncsc.referrals", 0, 4),
                Referrals.example(),
                2,
                Instant.parse("2024-01-18T10:10:00Z"));

        assertThat(LeaseJson.of(lease).toString())
                .startsWith("{\"leaseId\":\"00000000-0000-0000-0000-000000000001\",\"deliveryCount\":2,"
                        + "\"leaseUntil\":\"2024-01-18T10:10:00Z\",\"referral\":{\"eventId\":\"6b1f0d0e-")
                .contains("\"tlp\":\"TLP:AMBER+STRICT\"")
                .doesNotContain("tocsin.ncsc.referrals");
    }
}
