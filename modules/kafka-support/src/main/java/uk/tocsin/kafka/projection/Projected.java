package uk.tocsin.kafka.projection;

import java.util.List;
import uk.tocsin.contracts.LedgerEntry;

/**
 * What a projection makes of one event.
 *
 * @param outputs what is sent, in order; may be empty
 * @param ledger what is to be remembered of the subject; it becomes visible to the next event, and lasts if and only if
 *     the outputs do
 */
public record Projected(List<Output> outputs, LedgerEntry ledger) {

    public Projected {
        outputs = List.copyOf(outputs);
    }
}
