package uk.tocsin.bench.report;

import java.util.List;
import java.util.stream.IntStream;

/** Rows of cells as lines of text, each column as wide as it must be: numbers to the right, words to the left. */
final class TextTable {

    private static final String GAP = "  ";

    private TextTable() {}

    /** Lines for rows of equal length, of which the first has the headings. */
    static List<String> of(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        boolean[] numbers = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            numbers[column] = isNumbers(rows, column);
        }
        return rows.stream().map(row -> line(row, widths, numbers)).toList();
    }

    private static boolean isNumbers(List<List<String>> rows, int column) {
        return rows.stream()
                .skip(1)
                .map(row -> row.get(column))
                .allMatch(cell -> cell.isEmpty() || Character.isDigit(cell.charAt(cell.length() - 1)));
    }

    private static String line(List<String> row, int[] widths, boolean[] numbers) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String blank = " ".repeat(widths[column] - cell.length());
            line.append(numbers[column] ? blank + cell : cell + blank).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
