package uk.tocsin.bench.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one call of the bench found.
 *
 * @param at when it began
 * @param machine where
 * @param settings what it was asked for, by the names of the options
 * @param sections a result for each benchmark that ran
 */
public record Report(Instant at, Machine machine, Map<String, String> settings, List<Section> sections) {

    public Report {
        settings = Map.copyOf(settings);
        sections = List.copyOf(sections);
    }

    /** For a script: every run of every sample, and the ratios and goals made of them. */
    public String asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", at.toString());
        json.put("machine", machine);
        json.put("settings", settings);
        json.put("benchmarks", sections.stream().map(Report::json).toList());
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    /** For a person: a table for each benchmark. */
    public void print(Consumer<String> out) {
        out.accept("%d cores (%s), %d MiB, %s, %s, %s"
                .formatted(
                        machine.cores(),
                        machine.processor(),
                        machine.memoryMiB(),
                        machine.system(),
                        machine.jvm(),
                        at));
        for (Section section : sections) {
            out.accept("");
            out.accept(section.name() + ": " + section.question());
            TextTable.of(table(section)).forEach(out);
            section.goals().forEach(goal -> out.accept(words(goal)));
        }
    }

    private static String words(Goal goal) {
        return "goal %s: %s: %s (wanted: %s %s)"
                .formatted(
                        goal.met() ? "met" : "MISSED",
                        goal.words(),
                        number(goal.measured()),
                        goal.atLeast() ? "at least" : "at most",
                        number(goal.wanted()));
    }

    private static Map<String, Object> json(Section section) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", section.name());
        json.put("question", section.question());
        json.put("ratiosOf", section.quantity());
        json.put(
                "lines",
                section.lines().stream().map(line -> json(section, line)).toList());
        json.put("goals", section.goals().stream().map(Report::json).toList());
        return json;
    }

    private static Map<String, Object> json(Section section, Line line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("condition", line.condition());
        json.put("subject", line.subject());
        Map<String, Object> samples = new LinkedHashMap<>();
        line.samples()
                .forEach((name, sample) -> samples.put(name, Map.of("median", sample.median(), "runs", sample.runs())));
        json.put("samples", samples);
        json.put("ratios", section.ratios(line));
        return json;
    }

    private static Map<String, Object> json(Goal goal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("goal", goal.words());
        json.put(goal.atLeast() ? "atLeast" : "atMost", goal.wanted());
        json.put("measured", goal.measured());
        json.put("met", goal.met());
        return json;
    }

    private static List<List<String>> table(Section section) {
        Set<String> quantities = new LinkedHashSet<>();
        section.lines().forEach(line -> quantities.addAll(line.samples().keySet()));
        List<List<String>> rows = new ArrayList<>();
        List<String> headings = new ArrayList<>(List.of("", ""));
        headings.addAll(quantities);
        headings.add("least to most");
        section.references().forEach(reference -> headings.add("/ " + reference));
        rows.add(headings);
        section.lines().forEach(line -> rows.add(row(section, line, quantities)));
        return rows;
    }

    private static List<String> row(Section section, Line line, Set<String> quantities) {
        List<String> row = new ArrayList<>(List.of(line.condition(), line.subject()));
        for (String quantity : quantities) {
            Sample sample = line.samples().get(quantity);
            row.add(sample == null ? "" : number(sample.median()));
        }
        Sample main = line.samples().get(section.quantity());
        row.add(main == null ? "" : number(main.least()) + " to " + number(main.most()));
        Map<String, Double> ratios = section.ratios(line);
        for (String reference : section.references()) {
            Double ratio = ratios.get(reference);
            row.add(ratio == null ? "" : String.format(Locale.ROOT, "%.2f", ratio));
        }
        return row;
    }

    /** As many digits as mean something. */
    static String number(double value) {
        double size = Math.abs(value);
        String form = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }
}
