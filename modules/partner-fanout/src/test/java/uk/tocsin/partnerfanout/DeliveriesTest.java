package uk.tocsin.partnerfanout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.disclosure.Directory;

class DeliveriesTest {

    @Test
    void activeSubscriptionOfAPartnerIsDelivered() {
        Directory directory = Examples.EAST_KENT.with(subscription("dover", SubscriptionState.ACTIVE));

        assertThat(Deliveries.wanted(directory)).containsOnlyKeys("dover");
    }

    @Test
    void pausedDeletedAndUnknownMembersSubscriptionsAreNot() {
        Directory directory = Examples.EAST_KENT
                .with(subscription("dover", SubscriptionState.PAUSED))
                .with(subscription("thanet", SubscriptionState.DELETED))
                .with(subscription("elsewhere", SubscriptionState.ACTIVE));

        assertThat(Deliveries.wanted(directory)).isEmpty();
    }

    @Test
    void subscriptionOfAMemberThatIsNoPartnerAnyMoreIsNotDelivered() {
        Directory directory = Examples.EAST_KENT
                .with(subscription("dover", SubscriptionState.ACTIVE))
                .with(Examples.member("dover", false));

        assertThat(Deliveries.wanted(directory)).isEmpty();
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
