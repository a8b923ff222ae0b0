package uk.tocsin.kafka.projection;

import java.util.Map;
import java.util.Set;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.SourcePlace;
import uk.tocsin.disclosure.Directory;

/**
 * A projection whose readers change with the directory, also when no event comes. Nothing tells it what has changed: it
 * is asked of each subject whether its readers are those of today's directory. As the ledger says who they are, an answer
 * given twice changes nothing the second time, and one that was cut off is given again.
 */
public interface FollowsDirectory extends Projection {

    /** The events that {@link #follow} needs; empty when the readers are those of the directory. Must be quick. */
    Set<SourcePlace> needed(LedgerEntry entry, Directory directory);

    /**
     * Decides what is sent of a subject so that its readers are those of the directory.
     *
     * @param events those needed that could be read
     */
    Projected follow(LedgerEntry entry, Map<SourcePlace, SourceEvent> events, Directory directory);
}
