package uk.tocsin.kafka.projection;

import java.util.Optional;
import java.util.regex.Pattern;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.disclosure.Directory;

/**
 * A pure function from an event to what its readers get. It may be called again for the same event when a transaction
 * failed, and by one thread per running container.
 */
public interface Projection {

    /** Stable for ever: names the consumer group, the ledger and the transactions. */
    String name();

    /** The source topics: council topics, or {@link uk.tocsin.contracts.Topics#NCSC_RESPONSES}, or both. */
    Pattern topics();

    /**
     * Decides what is sent.
     *
     * <p>An exception makes the event a dead letter, as it would come again at every attempt.
     *
     * @param ledger what was remembered of the subject last, empty for its first event
     * @param directory as it is now
     */
    Projected project(SourceEvent event, Optional<LedgerEntry> ledger, Directory directory);
}
