package uk.tocsin.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.Tlp;

class ReachTest {

    @Test
    void eachSectionReachesItsReaders() {
        assertThat(reach(Examples.phased(Examples.PUBLIC))).isEqualTo(new Reach(Set.of(), true, false, false));
        assertThat(reach(Examples.phased("\"liaison\": {\"tlp\": \"TLP:AMBER\", \"technicalDetail\": \"T\"}")))
                .isEqualTo(new Reach(Set.of(), false, true, false));
        assertThat(reach(Examples.phased("""
                        "partner": {"tlp": "TLP:GREEN", "audience": {"circles": ["kent"]}, "summary": "S"}"""))).isEqualTo(new Reach(Set.of("thanet", "dover"), false, false, false));
    }

    /** Once, the answer counted members that the directory does not let receive anything. */
    @Test
    void memberWithoutTheRolePartnerIsNotReached() {
        assertThat(Reach.members(audience("maidstone", "thanet"), Tlp.GREEN, "canterbury", Examples.DIRECTORY))
                .containsExactly("thanet");
    }

    /** Once, the answer said that NCSC is reached where nobody could take a referral. */
    @Test
    void ncscIsReachedOnlyWhereSomebodyMayTakeReferrals() {
        Event event = event(Examples.phased("\"liaison\": {\"tlp\": \"TLP:AMBER\", \"technicalDetail\": \"T\"}"));

        assertThat(Reach.of(event, Examples.DIRECTORY).ncsc()).isFalse();
        assertThat(Reach.of(event, Examples.WITH_NCSC).ncsc()).isTrue();
    }

    @Test
    void strictSectionReachesOnlyTheNamed() {
        assertThat(reach(Examples.phased("""
                        "partner": {"tlp": "TLP:AMBER+STRICT", "summary": "S",
                                    "audience": {"circles": ["kent"], "members": ["dover"]}}"""))).isEqualTo(new Reach(Set.of("dover"), false, false, false));
    }

    @Test
    void withdrawalReachesThoseWhoWereTold() {
        assertThat(reach(Examples.incident("withdrawn", "\"suppliers\": []")))
                .isEqualTo(new Reach(Set.of(), false, false, true));
    }

    private static Reach reach(String json) {
        return Reach.of(event(json), Examples.WITH_NCSC);
    }

    private static Event event(String json) {
        return Examples.read(json).candidates().get(0).event();
    }

    private static Audience audience(String... members) {
        return Audience.newBuilder()
                .setCircles(List.of())
                .setMembers(List.of(members))
                .build();
    }
}
