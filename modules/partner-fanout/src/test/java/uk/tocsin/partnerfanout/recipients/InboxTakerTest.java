package uk.tocsin.partnerfanout.recipients;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.tocsin.partnerfanout.Examples.EAST_KENT;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Subscription;
import uk.tocsin.contracts.SubscriptionFilter;
import uk.tocsin.contracts.SubscriptionKind;
import uk.tocsin.contracts.SubscriptionState;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.partnerfanout.Examples;
import uk.tocsin.partnerfanout.line.Journey;
import uk.tocsin.partnerfanout.projection.Projected;
import uk.tocsin.partnerfanout.recipients.Taken.Way;

class InboxTakerTest {

    /** Sent to Dover and Thanet, at {@link Examples#TIME}. */
    private static final LedgerEntry SENT = Projected.ledger(
            Examples.incident(1, EventKind.DECLARED)
                    .setPartnerSection(Examples.section(Tlp.AMBER, Examples.circles("east-kent")))
                    .build(),
            EAST_KENT,
            null);

    @Test
    void subscriptionsOfThoseWhoWereSentSomethingAreAskedWhateverTheirKind() {
        Directory directory = with(
                subscription().setSubscriptionId("dover-1").build(),
                subscription()
                        .setSubscriptionId("dover-2")
                        .setKind(SubscriptionKind.EMAIL)
                        .build(),
                subscription()
                        .setSubscriptionId("ashford-1")
                        .setMemberId("ashford")
                        .build());

        assertThat(InboxTaker.of(SENT, directory, List.of(), 10))
                .containsExactlyInAnyOrder(
                        new InboxTaker("dover", Way.WEBHOOK, "tocsin-webhook-dover-1", true),
                        new InboxTaker("dover", Way.EMAIL, "tocsin-webhook-dover-2", true));
    }

    /** Its position began behind the alert: it was shown as taken by an endpoint that never had it. */
    @Test
    void subscriptionThatWasMadeAfterTheAlertSaysNothingOfIt() {
        Directory directory =
                with(subscription().setCreatedAt(Examples.TIME.plusMillis(1)).build());

        assertThat(InboxTaker.of(SENT, directory, List.of(), 10)).isEmpty();
    }

    @Test
    void subscriptionThatMayHavePassedOverTheAlertOrIsGoneSaysNothingOfIt() {
        Directory directory = with(
                subscription()
                        .setSubscriptionId("dover-filter")
                        .setFilter(SubscriptionFilter.newBuilder().build())
                        .build(),
                subscription()
                        .setSubscriptionId("dover-gone")
                        .setState(SubscriptionState.DELETED)
                        .build());

        assertThat(InboxTaker.of(SENT, directory, List.of(), 10)).isEmpty();
    }

    @Test
    void groupIsOfTheMemberByWhoseIdAndAFullStopItsNameBegins() {
        var groups = List.of("ashford.desk", "dover", "dover-two.desk", "dover.desk", "thanet.desk", "tocsin-inbox-x");

        assertThat(InboxTaker.of(SENT, EAST_KENT, groups, 10))
                .containsExactly(
                        new InboxTaker("dover", Way.KAFKA, "dover.desk", false),
                        new InboxTaker("thanet", Way.KAFKA, "thanet.desk", false));
    }

    @Test
    void onlySoManyGroupsOfMembersAreAsked() {
        assertThat(InboxTaker.of(SENT, EAST_KENT, List.of("dover.a", "dover.b", "dover.c"), 2))
                .extracting(InboxTaker::group)
                .containsExactly("dover.a", "dover.b");
    }

    /** Once, a member with a thousand groups made it look as if nobody behind it in the alphabet had taken anything. */
    @Test
    void manyGroupsOfOneMemberLeaveRoomForThoseOfTheOthers() {
        assertThat(InboxTaker.of(SENT, EAST_KENT, List.of("dover.a", "dover.b", "dover.c", "thanet.a"), 3))
                .extracting(InboxTaker::group)
                .containsExactly("dover.a", "thanet.a", "dover.b");
    }

    @Test
    void whatAMemberHasTakenOverHttpIsAskedWhereAnythingIsKeptOfIt() {
        assertThat(InboxTaker.of(SENT, EAST_KENT, List.of("tocsin-inbox-ashford", "tocsin-inbox-dover"), 10))
                .containsExactly(new InboxTaker("dover", Way.PULL, "tocsin-inbox-dover", false));
    }

    private static Subscription.Builder subscription() {
        return Subscription.newBuilder(Journey.SUBSCRIPTION);
    }

    private static Directory with(Subscription... subscriptions) {
        Directory directory = EAST_KENT;
        for (Subscription subscription : subscriptions) {
            directory = directory.with(DirectoryEntry.newBuilder()
                    .setEntryId("subscription:" + subscription.getSubscriptionId())
                    .setRecordedAt(Examples.TIME)
                    .setRecordedBy(subscription.getMemberId())
                    .setSubscription(subscription)
                    .build());
        }
        return directory;
    }
}
