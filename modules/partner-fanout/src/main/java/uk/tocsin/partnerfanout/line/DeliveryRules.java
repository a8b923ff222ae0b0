package uk.tocsin.partnerfanout.line;

import java.util.Optional;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.partnerfanout.inbox.InboxRecord;

/** What the directory says of a subscription at this moment. It is asked before each attempt, and never waits. */
public interface DeliveryRules {

    /** Whether the member may be told now. */
    boolean mayBeTold(Subscription subscription);

    /** The subscription as its member last entered it. */
    Subscription present(Subscription subscription);

    /** Why the subscription does not ask for a record, or empty when it does. */
    Optional<String> withheld(Subscription subscription, InboxRecord record);
}
