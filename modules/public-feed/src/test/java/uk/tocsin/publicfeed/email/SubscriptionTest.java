package uk.tocsin.publicfeed.email;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.tocsin.publicfeed.email.Examples.EVERYTHING;
import static uk.tocsin.publicfeed.email.Examples.START;
import static uk.tocsin.publicfeed.email.Examples.resident;
import static uk.tocsin.publicfeed.email.Examples.said;
import static uk.tocsin.publicfeed.email.Examples.wish;
import static uk.tocsin.publicfeed.email.Said.Weight.ALL_WELL;
import static uk.tocsin.publicfeed.email.Said.Weight.NEWS;
import static uk.tocsin.publicfeed.email.Said.Weight.WITHDRAWAL;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom a notice is sent to. */
class SubscriptionTest {

    private static final Wish PLANNING = wish(Set.of(), Set.of("planning"));
    private static final Wish CANTERBURY = wish(Set.of("canterbury"), Set.of());

    @Test
    void onlyWhatWasChosenIsSent() {
        assertThat(sent(CANTERBURY, said(1, NEWS, "canterbury", "maps"))).containsExactly(1);
        assertThat(sent(CANTERBURY, said(1, NEWS, "dover", "maps"))).isEmpty();
        assertThat(sent(PLANNING, said(1, NEWS, "dover", "maps"))).isEmpty();
        assertThat(sent(PLANNING, said(1, NEWS, "dover", "maps", "planning"))).containsExactly(1);
        assertThat(sent(wish(Set.of("canterbury"), Set.of("planning")), said(1, NEWS, "dover", "planning")))
                .isEmpty();
        assertThat(sent(EVERYTHING, said(1, NEWS, "dover", "maps"))).containsExactly(1);
    }

    @Test
    void noticeThatNamesNoServiceIsAboutTheCouncilAsAWhole() {
        assertThat(sent(PLANNING, said(1, NEWS, "dover"))).containsExactly(1);
    }

    @Test
    void nothingSaidBeforeTheAddressWasProvedIsSent() {
        Subscription late = new Subscription(
                resident(1, EVERYTHING).residentId(),
                "late@example.org",
                List.of(new Subscription.Since(START.plusSeconds(90), EVERYTHING)));

        assertThat(sent(late, said(1, NEWS, "dover"), said(2, NEWS, "dover"))).containsExactly(2);
        assertThat(sent(late, said(1, NEWS, "dover"), said(2, WITHDRAWAL, "dover")))
                .as("who never had it is not told that it is withdrawn")
                .isEmpty();
    }

    @Test
    void withdrawalAndCorrectionReachWhoeverHadTheFirstVersion() {
        assertThat(sent(PLANNING, said(1, NEWS, "dover", "planning"), said(2, NEWS, "dover", "maps")))
                .as("the correction says that planning is not affected after all")
                .containsExactly(1, 2);
        assertThat(sent(PLANNING, said(1, NEWS, "dover", "planning"), said(2, WITHDRAWAL, "dover")))
                .containsExactly(1, 2);
        assertThat(sent(PLANNING, said(1, NEWS, "dover", "maps"), said(2, WITHDRAWAL, "dover")))
                .isEmpty();
    }

    @Test
    void whoWantsSomethingElseNowIsStillToldHowItWentOn() {
        Subscription changed = resident(1, PLANNING).wanting(wish(Set.of("thanet"), Set.of()), START.plusSeconds(90));

        assertThat(sent(
                        changed,
                        said(1, NEWS, "dover", "planning"),
                        said(2, NEWS, "dover", "planning"),
                        said(3, WITHDRAWAL, "dover"),
                        said(4, NEWS, "dover", "planning")))
                .as("after the withdrawal it is a new matter, which is not wanted any more")
                .containsExactly(1, 2, 3);
    }

    @Test
    void serviceThatWorksIsNoNewsButToWhoWasToldThatItDoesNot() {
        assertThat(sent(
                        EVERYTHING,
                        said(1, ALL_WELL, "dover", "maps"),
                        said(2, NEWS, "dover", "maps"),
                        said(3, ALL_WELL, "dover", "maps"),
                        said(4, ALL_WELL, "dover", "maps"),
                        said(5, WITHDRAWAL, "dover", "maps")))
                .containsExactly(2, 3, 5);
        assertThat(sent(EVERYTHING, said(1, ALL_WELL, "dover", "maps"), said(2, WITHDRAWAL, "dover", "maps")))
                .isEmpty();
    }

    @Test
    void addressIsComparedWithoutCapitalsAndNeverPrinted() {
        Subscription resident = resident(1, EVERYTHING);

        assertThat(Subscription.comparable("Resident1@Example.ORG")).isEqualTo(resident.address());
        assertThat(resident.toString()).doesNotContain("resident1@");
        assertThat(Examples.request("a@example.org", EVERYTHING).toString()).doesNotContain("a@example.org");
    }

    @Test
    void changesOfWishesAreBounded() {
        Subscription resident = resident(1, EVERYTHING);
        for (int change = 0; change < 200; change++) {
            resident = resident.wanting(PLANNING, START.plus(Duration.ofHours(change)));
        }
        assertThat(resident.wishes()).hasSize(Subscription.MOST_WISHES);
        assertThat(resident.wish()).isEqualTo(PLANNING);
    }

    private static List<Integer> sent(Wish wish, Said... all) {
        return sent(resident(1, wish), all);
    }

    /** The revisions that a resident is sent, each decided with what was said before it and, as after a restart, after it. */
    private static List<Integer> sent(Subscription resident, Said... all) {
        List<Integer> sent = new ArrayList<>();
        for (int at = 0; at < all.length; at++) {
            boolean wants = resident.wants(all[at], List.of(all).subList(0, at));
            assertThat(resident.wants(all[at], List.of(all)))
                    .as("the same when asked again")
                    .isEqualTo(wants);
            if (wants) {
                sent.add(all[at].revision());
            }
        }
        return sent;
    }
}
