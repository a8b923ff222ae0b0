package uk.tocsin.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class IdsTest {

    /** Each is a prefix of another, with and without what may stand in a local name. */
    private static final List<String> MEMBERS =
            List.of("kent", "kent-police", "kent-police-2", "kentish", "ken", "canterbury", "thanet", "dover");

    private static final List<String> LOCAL_NAMES =
            List.of("2024-01-cyber", "police", "police-2024", "planning", "0", "a".repeat(80));

    @Test
    void aCouncilCannotFormAnothersSubjectId() {
        for (String owner : MEMBERS) {
            for (String local : LOCAL_NAMES) {
                String subject = Ids.subject(owner, local);

                assertThat(MEMBERS)
                        .filteredOn(member -> Ids.isSubjectOf(member, subject))
                        .as(subject)
                        .containsExactly(owner);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kent-police.2024-01-cyber",
                "kentish.2024-01-cyber",
                "kent",
                "kent-police",
                "kentish",
                "kent.",
                ".2024-01-cyber",
                "kent.police.2024",
                "kent.-2024",
                "kent.2024_01",
                "kent.Cyber",
                "kent.cyber ",
                "kent.cyber\n",
                "kent.cybér",
                "KENT.cyber",
                " kent.cyber",
                "kent/../thanet.cyber"
            })
    void isNoSubjectOfKent(String subjectId) {
        assertThat(Ids.isSubjectOf("kent", subjectId)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kent.police", "Kent", "kent.*", "k", "-kent", "kent\n"})
    void whoIsNoMemberHasNoSubjects(String publisher) {
        assertThat(Ids.isSubjectOf(publisher, publisher + ".2024-01-cyber")).isFalse();
    }

    @Test
    void aLocalNameHasAtMost80Characters() {
        assertThat(Ids.isSubjectOf("kent", "kent." + "a".repeat(80))).isTrue();
        assertThat(Ids.isSubjectOf("kent", "kent." + "a".repeat(81))).isFalse();
    }

    @Test
    void aMemberIdHasAtMost40Characters() {
        assertThat(Ids.isMember("a".repeat(40))).isTrue();
        assertThat(Ids.isMember("a".repeat(41))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"canterbury", "kent-police", "e2", "ncsc"})
    void takesTheIdOfAMember(String id) {
        assertThat(Ids.requireMember(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "2kent", "-kent", "Kent", "kent.police", "kent police", "kent\n", "köln", "*"})
    void refusesWhatIsNoMemberIdAndSaysWhatItExpected(String id) {
        assertThat(Ids.isMember(id)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ids.requireMember(id))
                .withMessage("memberId: " + id + " (expected: [a-z][a-z0-9-]{1,39})");
    }
}
