package uk.tocsin.bench.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The result of one benchmark.
 *
 * @param name as the command line knows it
 * @param question what it answers, in one sentence
 * @param quantity the sample of which ratios are made
 * @param references subjects against which the others are held
 * @param lines what was measured
 * @param goals what was hoped for
 */
public record Section(
        String name, String question, String quantity, List<String> references, List<Line> lines, List<Goal> goals) {

    public Section {
        references = List.copyOf(references);
        lines = List.copyOf(lines);
        goals = List.copyOf(goals);
    }

    /** How many times each reference the line is, by the reference's name; without itself and those not measured. */
    public Map<String, Double> ratios(Line line) {
        Map<String, Double> ratios = new TreeMap<>();
        for (String reference : references) {
            if (!reference.equals(line.subject())) {
                ratio(line.condition(), line.subject(), reference).ifPresent(ratio -> ratios.put(reference, ratio));
            }
        }
        return ratios;
    }

    /** How many times {@code reference} a subject is under a condition, if both were measured. */
    public Optional<Double> ratio(String condition, String subject, String reference) {
        return sample(condition, subject)
                .flatMap(sample -> sample(condition, reference).map(sample::timesOf));
    }

    private Optional<Sample> sample(String condition, String subject) {
        return lines.stream()
                .filter(line ->
                        line.condition().equals(condition) && line.subject().equals(subject))
                .map(line -> line.samples().get(quantity))
                .flatMap(java.util.stream.Stream::ofNullable)
                .findFirst();
    }

    /** The same section with goals. */
    public Section with(List<Goal> reached) {
        return new Section(name, question, quantity, references, lines, reached);
    }
}
