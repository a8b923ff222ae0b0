package uk.tocsin.publicfeed.email;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody's wish for an address that is not proved yet. It is kept nowhere but in the link of the letter that asks for the
 * proof, sealed.
 *
 * @param requestId made at random; the resident's id when the link is followed, if the address has none yet
 * @param address as it was typed
 * @param wish what is wanted
 * @param validUntil when the link ends, UTC
 */
record Request(UUID requestId, String address, Wish wish, Instant validUntil) {

    /** Does not show the address. */
    @Override
    public String toString() {
        return "Request[" + requestId + "]";
    }
}
