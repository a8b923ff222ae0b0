package uk.tocsin.partnerfanout.delivery;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionKind;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.partnerfanout.inbox.InboxRecord;
import uk.tocsin.partnerfanout.line.DeliveryRules;

/** By today's directory, which is followed only so often: a right that has ended, a pause, a secret or a filter counts at once. */
record DirectoryRules(Supplier<Directory> directory) implements DeliveryRules {

    /** The subscriptions that are to be delivered: active ones, of a known kind, of members that are partners now. */
    static Map<String, Subscription> wanted(Directory directory) {
        return directory.subscriptions().stream()
                .filter(subscription -> subscription.getState() == SubscriptionState.ACTIVE)
                .filter(subscription -> subscription.getKind() != SubscriptionKind.UNKNOWN)
                .filter(subscription -> directory.allows(subscription.getMemberId(), Role.PARTNER))
                .collect(Collectors.toMap(Subscription::getSubscriptionId, subscription -> subscription));
    }

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
