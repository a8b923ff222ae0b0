package uk.tocsin.hub.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Prints for a person. Colours show only on a terminal and not where {@code NO_COLOR} is set; and what others wrote is
 * text, whatever it holds: a control character in it would be an order to the terminal.
 */
final class Terminal {

    private static final Pattern ORDERS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final String GAP = "  ";

    private final PrintWriter out;
    private final Ansi ansi;

    Terminal(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    /** Text as one line without anything that a terminal would obey. */
    static String clean(String text) {
        return ORDERS.matcher(text).replaceAll(" ").strip();
    }

    void say(String text) {
        out.println(clean(text));
        out.flush();
    }

    /** Prints cells one beside the other, the first in bold. */
    void event(String first, String rest) {
        out.println(styled(clean(first), Style.bold) + GAP + clean(rest));
        out.flush();
    }

    /** Prints a sentence whose first words are in bold. */
    void sentence(String first, String rest) {
        out.println(styled(clean(first), Style.bold) + " " + clean(rest));
        out.flush();
    }

    /** Prints rows below their headings, each column as wide as it must be. */
    void table(List<String> headings, List<List<String>> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(headings);
        rows.forEach(row -> cells.add(row.stream().map(Terminal::clean).toList()));
        int[] widths = IntStream.range(0, headings.size())
                .map(column -> cells.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (int i = 0; i < cells.size(); i++) {
            String line = line(cells.get(i), widths);
            out.println(i == 0 ? styled(line, Style.bold) : line);
        }
        out.flush();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private String styled(String text, Style style) {
        return ansi.enabled() ? Style.on(style) + text + Style.on(Style.reset) : text;
    }
}
