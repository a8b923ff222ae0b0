package uk.tocsin.bench.report;

import java.util.Map;
import java.util.stream.Collectors;

/** Figures of one run as a line of text, for those who watch it. */
public final class Figures {

    private Figures() {}

    /** Such as {@code p50 ms 18.2, p99 ms 39.8}. */
    public static String words(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .map(figure -> figure.getKey() + " " + Report.number(figure.getValue()))
                .collect(Collectors.joining(", "));
    }
}
