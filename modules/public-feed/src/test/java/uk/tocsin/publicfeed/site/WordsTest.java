package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.StatusCause;

class WordsTest {

    @Test
    void momentIsInLondonInWinterAndSummer() {
        assertThat(Words.moment(Instant.parse("2024-01-18T14:05:00Z"))).isEqualTo("18 January 2024 at 2:05pm");
        assertThat(Words.moment(Instant.parse("2024-07-18T08:00:00Z"))).isEqualTo("18 July 2024 at 9am");
    }

    @Test
    void middayAndMidnightAreWords() {
        assertThat(Words.moment(Instant.parse("2024-01-18T12:00:00Z"))).isEqualTo("18 January 2024 at midday");
        assertThat(Words.moment(Instant.parse("2024-01-18T00:00:00Z"))).isEqualTo("18 January 2024 at midnight");
        assertThat(Words.moment(Instant.parse("2024-01-18T00:30:00Z"))).isEqualTo("18 January 2024 at 12:30am");
    }

    @Test
    void promiseOfAnUpdateIsKeptOrBroken() {
        var due = Instant.parse("2024-01-18T14:00:00Z");

        assertThat(Words.nextUpdate(due, due)).isEqualTo("The next update is due by 18 January 2024 at 2pm.");
        assertThat(Words.nextUpdate(due, due.plusSeconds(1))).startsWith("Overdue:");
        assertThat(Words.nextUpdate(null, due)).isEqualTo("No time has been given for the next update.");
    }

    @Test
    void everyValueHasWordsOfItsOwn() {
        assertThat(Arrays.stream(PersonalData.values()).map(Words::personalData))
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(ServiceState.values())
                        .map(state -> Words.state(state).text()))
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(Phase.values()).map(phase -> Words.phase(phase).text()))
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(StatusCause.values()).map(Words::cause)).doesNotHaveDuplicates();
    }

    @Test
    void beliefIsNotKnowledge() {
        assertThat(Words.personalData(PersonalData.NOT_BELIEVED_AFFECTED)).contains("not believed");
        assertThat(Words.personalData(PersonalData.NOT_KNOWN)).contains("not yet known");
    }

    @Test
    void blankLinesSeparateParagraphs() {
        assertThat(Words.paragraphs("one\ntwo\r\n \r\nthree\n\n\n")).containsExactly("one\ntwo", "three");
    }

    @Test
    void listEndsWithAnd() {
        assertThat(Words.list(List.of("A", "B", "C"))).isEqualTo("A, B and C");
        assertThat(Words.list(List.of("A"))).isEqualTo("A");
        assertThat(Words.list(List.of())).isEmpty();
    }

    @Test
    void charactersThatXmlForbidsAreDropped() {
        assertThat(Words.printable("a\u0000b\uFFFEc\uD800d\n\uD83D\uDD14")).isEqualTo("abcd\n\uD83D\uDD14");
    }
}
