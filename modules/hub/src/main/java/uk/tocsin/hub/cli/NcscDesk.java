package uk.tocsin.hub.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Works the NCSC queue over HTTP as a duty officer would: takes one referral after the other and accepts it. */
final class NcscDesk implements Runnable {

    private final HubClient ncsc;
    private final Arrivals arrivals;

    NcscDesk(HubClient ncsc, Arrivals arrivals) {
        this.ncsc = ncsc;
        this.arrivals = arrivals;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            HubClient.Answer lease = ncsc.post("/v1/referrals/lease", Map.of());
            if (lease.status() != 200) {
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
                continue;
            }
            JsonNode referral = lease.body().path("referral");
            ncsc.post(
                    "/v1/referrals/leases/" + lease.body().path("leaseId").asString() + "/accept",
                    Map.of("message", "Received by the NCSC desk (example)."));
            arrivals.add(
                    DemoCommand.NCSC,
                    referral.path("eventId").asString(""),
                    referral.path("kind").asString(""));
        }
    }
}
