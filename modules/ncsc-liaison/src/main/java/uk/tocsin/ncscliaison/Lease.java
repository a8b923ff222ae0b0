package uk.tocsin.ncscliaison;

import java.time.Instant;
import java.util.UUID;
import uk.tocsin.contracts.Referral;

/**
 * A referral that somebody works on.
 *
 * @param leaseId names the lease to whoever took it
 * @param holder member that took it; nobody else may answer
 * @param position where the referral stands
 * @param referral what was put to NCSC
 * @param deliveryCount how often it has been offered, this time included
 * @param until when it is offered again unless it is answered
 */
record Lease(UUID leaseId, String holder, Position position, Referral referral, int deliveryCount, Instant until) {}
