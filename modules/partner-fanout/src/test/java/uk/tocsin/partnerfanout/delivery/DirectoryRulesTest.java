package uk.tocsin.partnerfanout.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.partnerfanout.Examples;

class DirectoryRulesTest {

    @Test
    void activeSubscriptionOfAPartnerIsDelivered() {
        Directory directory = Examples.EAST_KENT.with(subscription("dover", SubscriptionState.ACTIVE));

        assertThat(DirectoryRules.wanted(directory)).containsOnlyKeys("dover");
    }

    @Test
    void pausedDeletedAndUnknownMembersSubscriptionsAreNot() {
        Directory directory = Examples.EAST_KENT
                .with(subscription("dover", SubscriptionState.PAUSED))
                .with(subscription("thanet", SubscriptionState.DELETED))
                .with(subscription("elsewhere", SubscriptionState.ACTIVE));

        assertThat(DirectoryRules.wanted(directory)).isEmpty();
    }

    @Test
    void subscriptionOfAMemberThatIsNoPartnerAnyMoreIsNotDelivered() {
        Directory directory = Examples.EAST_KENT
                .with(subscription("dover", SubscriptionState.ACTIVE))
                .with(Examples.member("dover", false));

        assertThat(DirectoryRules.wanted(directory)).isEmpty();
    }

    /** Lines are ended twice a second; before this, alerts went out until then. */
    @Test
    void pauseCountsAtOnce() {
        Directory active = Examples.EAST_KENT.with(subscription("dover", SubscriptionState.ACTIVE));
        Directory paused = Examples.EAST_KENT.with(subscription("dover", SubscriptionState.PAUSED));
        Subscription running = active.subscription("dover").orElseThrow();

        assertThat(new DirectoryRules(() -> active).mayBeTold(running)).isTrue();
        assertThat(new DirectoryRules(() -> paused).mayBeTold(running)).isFalse();
    }

    @Test
    void subscriptionWhoseAddressIsNotConfirmedIsNotDelivered() {
        Directory directory = Examples.EAST_KENT.with(subscription("dover", SubscriptionState.UNCONFIRMED));

        assertThat(DirectoryRules.wanted(directory)).isEmpty();
    }

    private static DirectoryEntry subscription(String memberId, SubscriptionState state) {
        var subscription = Subscription.newBuilder()
                .setSubscriptionId(memberId)
                .setMemberId(memberId)
                .setEndpoint("https://alerts.example/")
                .setSealedSecret("v1:")
                .setState(state)
                .setCreatedAt(Examples.TIME)
                .build();
        return DirectoryEntry.newBuilder()
                .setEntryId("subscription:" + memberId)
                .setRecordedAt(Examples.TIME)
                .setRecordedBy(memberId)
                .setSubscription(subscription)
                .build();
    }
}
