package uk.tocsin.partnerfanout.line;

import java.util.concurrent.CompletionStage;
import uk.tocsin.contracts.DeliveryEvent;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/** Where it is written down what became of each record. A stage that fails wrote nothing for certain. */
public interface DeliveryLog {

    /** Writes what came of an attempt, or why there was none. */
    CompletionStage<?> write(DeliveryEvent event);

    /** Keeps a record that was given up, and writes why. */
    CompletionStage<?> giveUp(InboxRecord record, DeliveryEvent event);
}
