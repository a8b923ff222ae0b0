package uk.tocsin.partnerfanout.pull;

import java.util.List;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/** Somebody who reads an inbox as it fills: a stream, or a request that waits. The pump calls it, and it never waits. */
interface InboxReading {

    /** How many more records it can hold now. */
    int room();

    /** Takes records that follow those before them; never more than it had room for. */
    void take(List<InboxRecord> records);

    /**
     * Called some times a second: says whether it goes on, and does what is due.
     *
     * @param atEnd whether it has been given all that the inbox holds
     */
    boolean goesOn(boolean atEnd);

    /** Nothing more will come. */
    void end();
}
