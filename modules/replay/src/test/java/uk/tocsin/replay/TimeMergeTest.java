package uk.tocsin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeMergeTest {

    private record Element(long at, String name) {}

    private static TimeMerge<String, Element> merge(String... sources) {
        return new TimeMerge<>(
                List.of(sources), element -> Instant.ofEpochSecond(element.at()), Comparator.naturalOrder());
    }

    private static List<String> drain(TimeMerge<String, Element> merge) {
        List<String> names = new ArrayList<>();
        for (Optional<Element> next = merge.next(); next.isPresent(); next = merge.next()) {
            names.add(next.get().name());
        }
        return names;
    }

    @Test
    void ordersAcrossSourcesByTime() {
        TimeMerge<String, Element> merge = merge("canterbury", "dover");
        merge.add("canterbury", new Element(1, "c1"));
        merge.add("canterbury", new Element(4, "c4"));
        merge.add("dover", new Element(2, "d2"));
        merge.add("dover", new Element(3, "d3"));
        merge.end("canterbury");
        merge.end("dover");

        assertThat(drain(merge)).containsExactly("c1", "d2", "d3", "c4");
        assertThat(merge.isDone()).isTrue();
    }

    @Test
    void givesNothingWhileAnOpenSourceHasNothingToCompare() {
        TimeMerge<String, Element> merge = merge("canterbury", "dover");
        merge.add("canterbury", new Element(1, "c1"));

        assertThat(drain(merge)).isEmpty();
        assertThat(merge.isDone()).isFalse();

        merge.end("dover");
        assertThat(drain(merge)).containsExactly("c1");
    }

    @Test
    void waitsAgainOnceASourceHasRunDry() {
        TimeMerge<String, Element> merge = merge("canterbury", "dover");
        merge.add("canterbury", new Element(1, "c1"));
        merge.add("dover", new Element(5, "d5"));
        merge.end("dover");

        assertThat(drain(merge)).containsExactly("c1");

        merge.add("canterbury", new Element(3, "c3"));
        merge.end("canterbury");
        assertThat(drain(merge)).containsExactly("c3", "d5");
    }

    @Test
    void keepsTheOrderOfOneSourceThoughItsClockWentBack() {
        TimeMerge<String, Element> merge = merge("canterbury");
        merge.add("canterbury", new Element(9, "first"));
        merge.add("canterbury", new Element(2, "second"));
        merge.end("canterbury");

        assertThat(drain(merge)).containsExactly("first", "second");
    }

    @Test
    void breaksTiesTheSameWayEveryTime() {
        TimeMerge<String, Element> merge = merge("dover", "canterbury");
        merge.add("dover", new Element(1, "d"));
        merge.add("canterbury", new Element(1, "c"));
        merge.end("dover");
        merge.end("canterbury");

        assertThat(drain(merge)).containsExactly("c", "d");
    }
}
