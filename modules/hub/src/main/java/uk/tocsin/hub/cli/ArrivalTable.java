package uk.tocsin.hub.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Side by side: every event, and for each reader whether it came, was withheld, or is missing. */
final class ArrivalTable {

    private static final int TITLE_WIDTH = 46;
    private static final String INDENT = "  ";

    private final List<String> readers;
    private final List<Told> told;
    private final Arrivals arrivals;

    ArrivalTable(Scenario scenario, List<Told> told, Arrivals arrivals) {
        this.readers = new ArrayList<>(scenario.partners());
        this.readers.add(DemoCommand.PUBLIC);
        this.readers.add(DemoCommand.NCSC);
        this.told = told;
        this.arrivals = arrivals;
    }

    /** How many of the arrivals that the hub foretold have not come. */
    long missing() {
        return told.stream()
                .mapToLong(event -> readers.stream()
                        .filter(reader -> expected(event, reader) && !arrivals.has(reader, event.eventId()))
                        .count())
                .sum();
    }

    void print(PrintWriter out) {
        out.println();
        StringBuilder heading = new StringBuilder(" ".repeat(TITLE_WIDTH));
        readers.forEach(reader -> heading.append("  ").append(reader));
        out.println(heading);
        for (Told event : told) {
            List<String> title = wrapped(event.step().by() + ": " + event.step().title());
            StringBuilder row = new StringBuilder(padded(title.get(0)));
            readers.forEach(reader -> row.append("  ").append(centred(mark(event, reader), reader.length())));
            out.println(row.toString().stripTrailing());
            title.stream().skip(1).forEach(out::println);
        }
        out.println("got: received    gone: told that what it had is withdrawn, and no more    own: its own event");
        out.println("-: not for this reader, and not received    MISSING: should have come");
        out.println();
        readers.forEach(reader -> out.println("  " + reader + " received " + arrivals.count(reader)));
        out.flush();
    }

    private String mark(Told event, String reader) {
        if (arrivals.isWithdrawal(reader, event.eventId())) {
            return "gone";
        }
        if (arrivals.has(reader, event.eventId())) {
            return "got";
        }
        if (event.step().by().equals(reader)) {
            return "own";
        }
        return expected(event, reader) ? "MISSING" : "-";
    }

    /** The hub foretells whom an event newly reaches; a withdrawal goes to whoever has had something of its incident. */
    private boolean expected(Told event, String reader) {
        return event.reaches(reader) || (event.isWithdrawal() && hadBefore(event, reader));
    }

    private boolean hadBefore(Told event, String reader) {
        return told.stream()
                .takeWhile(earlier -> !earlier.eventId().equals(event.eventId()))
                .filter(earlier -> earlier.subjectId().equals(event.subjectId()))
                .anyMatch(earlier -> arrivals.has(reader, earlier.eventId()));
    }

    /** The text in lines as wide as the column, broken between words; all but the first are indented. */
    static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > TITLE_WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT);
            } else if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String padded(String text) {
        return text + " ".repeat(Math.max(0, TITLE_WIDTH - text.length()));
    }

    private static String centred(String text, int width) {
        int left = Math.max(0, (width - text.length()) / 2);
        return " ".repeat(left) + text + " ".repeat(Math.max(0, width - text.length() - left));
    }
}
