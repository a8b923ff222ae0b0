package uk.tocsin.ncscliaison;

/** What came of answering or giving back a lease. */
enum Settled {
    /** Done, and the queue knows. */
    DONE,
    /** There is no such lease, or it has run out, or it is somebody else's. */
    NO_LEASE,
    /** The answer is recorded, but the queue did not confirm it: the referral may be offered again. */
    UNCONFIRMED
}
