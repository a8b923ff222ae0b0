package uk.tocsin.bench.fanout;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import uk.tocsin.bench.stack.Cast;
import uk.tocsin.contracts.Topics;

/** Those that are measured, each a process of its own that reads council topics and writes to every target. */
enum Contender {
    /** Tocsin itself. */
    TOCSIN("Tocsin", TocsinProjection.class, TocsinProjection.GROUP),
    /** What a careful programmer gets out of Kafka's clients. */
    PLAIN("plain loop", PlainLoop.class, "bench-plain-loop"),
    /** What a user of Spring Kafka gets by the book. */
    SPRING("Spring listener", SpringListener.class, "bench-spring-listener");

    final String title;
    final Class<?> program;
    final String group;

    Contender(String title, Class<?> program, String group) {
        this.title = title;
        this.program = program;
        this.group = group;
    }

    /** Where its alerts go: inboxes for Tocsin, topics like them for the others. */
    List<String> targets(int width) {
        if (this == TOCSIN) {
            return Cast.partners(width).stream().map(Topics::inbox).toList();
        }
        return IntStream.rangeClosed(1, width)
                .mapToObj(number -> String.format(Locale.ROOT, "%s-%03d", group, number))
                .toList();
    }
}
