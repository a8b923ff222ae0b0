package uk.tocsin.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachTest {

    @Test
    void eachSectionReachesItsReaders() {
        assertThat(reach(Examples.phased(Examples.PUBLIC))).isEqualTo(new Reach(Set.of(), true, false, false));
        assertThat(reach(Examples.phased("\"liaison\": {\"tlp\": \"TLP:AMBER\", \"technicalDetail\": \"T\"}")))
                .isEqualTo(new Reach(Set.of(), false, true, false));
        assertThat(reach(Examples.phased("""
                        "partner": {"tlp": "TLP:GREEN", "audience": {"circles": ["kent"]}, "summary": "S"}"""))).isEqualTo(new Reach(Set.of("thanet", "dover"), false, false, false));
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
        return Reach.of(Examples.read(json).candidates().get(0).event(), Examples.DIRECTORY);
    }
}
