package uk.tocsin.partnerfanout.projection;

import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.partnerfanout.Examples;

/** What the ledger says after an event, for tests of who reads it. */
public final class Projected {

    private Projected() {}

    /**
     * Lets the projection take an event.
     *
     * @param before the ledger's entry until then, or null at the first event of its incident
     */
    public static LedgerEntry ledger(IncidentEvent event, Directory directory, @Nullable LedgerEntry before) {
        return InboxRouting.of(event, Examples.place(event.getRevision()), directory, before, Examples.TIME)
                .orElseThrow()
                .ledger();
    }
}
