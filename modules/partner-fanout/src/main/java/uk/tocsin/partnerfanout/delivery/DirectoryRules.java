package uk.tocsin.partnerfanout.delivery;

import java.util.Optional;
import java.util.function.Supplier;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.line.DeliveryRules;

/** By today's directory, which is followed only so often: a right that has ended, a pause, a secret or a filter counts at once. */
record DirectoryRules(Supplier<Directory> directory) implements DeliveryRules {

    @Override
    public boolean mayBeTold(Subscription subscription) {
        Directory now = directory.get();
        return now.allows(subscription.getMemberId(), Role.PARTNER)
                && now.subscription(subscription.getSubscriptionId())
                        .map(present -> present.getState() == SubscriptionState.ACTIVE)
                        .orElse(true);
    }

    @Override
    public Subscription present(Subscription subscription) {
        return directory.get().subscription(subscription.getSubscriptionId()).orElse(subscription);
    }

    @Override
    public Optional<String> withheld(Subscription subscription, InboxRecord record) {
        return Wanted.withheld(subscription.getFilter(), record.contract(), directory.get());
    }
}
