package uk.tocsin.hub.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Side by side: every event, and for each reader whether it came, was withheld, or is missing. */
final class ArrivalTable {

    private static final int TITLE_WIDTH = 46;

    private final Scenario scenario;
    private final Map<String, JsonNode> answers;
    private final Arrivals arrivals;

    ArrivalTable(Scenario scenario, Map<String, JsonNode> answers, Arrivals arrivals) {
        this.scenario = scenario;
        this.answers = answers;
        this.arrivals = arrivals;
    }

    /** How many of the arrivals that the hub foretold have not come. */
    long missing() {
        return answers.keySet().stream()
                .flatMap(event ->
                        readers().stream().filter(reader -> expected(event, reader) && !arrivals.has(reader, event)))
                .count();
    }

    void print(PrintWriter out) {
        List<String> readers = readers();
        out.println();
        StringBuilder heading = new StringBuilder(" ".repeat(TITLE_WIDTH));
        readers.forEach(reader -> heading.append("  ").append(reader));
        out.println(heading);
        for (String event : answers.keySet()) {
            Scenario.Step step = step(event);
            StringBuilder row = new StringBuilder(cut(step.by() + ": " + step.title()));
            for (String reader : readers) {
                row.append("  ").append(centred(mark(step, event, reader), reader.length()));
            }
            out.println(row);
        }
        out.println(
                "got: received   gone: told that what it had is withdrawn, and no more   -: not for this reader   own: its own event   MISSING: should have come");
        readers.forEach(reader -> out.println("  " + reader + " received " + arrivals.count(reader)));
        out.flush();
    }

    private String mark(Scenario.Step step, String event, String reader) {
        if (arrivals.isWithdrawal(reader, event)) {
            return "gone";
        }
        if (arrivals.has(reader, event)) {
            return "got";
        }
        if (step.by().equals(reader)) {
            return "own";
        }
        return expected(event, reader) ? "MISSING" : "-";
    }

    /** The hub foretells whom an event newly reaches; a withdrawal goes to whoever has had something of its incident. */
    private boolean expected(String event, String reader) {
        return foretold(event, reader) || (isWithdrawal(event) && hadBefore(event, reader));
    }

    private boolean isWithdrawal(String event) {
        return Arrivals.WITHDRAWN.equals(step(event).event().path("kind").asString(""));
    }

    private boolean hadBefore(String event, String reader) {
        String subject = answers.get(event).path("subjectId").asString();
        return answers.keySet().stream()
                .takeWhile(earlier -> !earlier.equals(event))
                .filter(earlier ->
                        answers.get(earlier).path("subjectId").asString().equals(subject))
                .anyMatch(earlier -> arrivals.has(reader, earlier));
    }

    private Scenario.Step step(String event) {
        return scenario.steps().get(List.copyOf(answers.keySet()).indexOf(event));
    }

    private boolean foretold(String event, String reader) {
        JsonNode reaches = answers.get(event).path("reaches");
        if (reader.equals(DemoCommand.PUBLIC) || reader.equals(DemoCommand.NCSC)) {
            return reaches.path(reader).asBoolean(false);
        }
        return reaches.path("members")
                .valueStream()
                .anyMatch(member -> member.asString().equals(reader));
    }

    private List<String> readers() {
        List<String> readers = new ArrayList<>(scenario.members()
                .propertyStream()
                .filter(member -> member.getValue()
                        .path("roles")
                        .valueStream()
                        .anyMatch(role -> role.asString().equals("partner")))
                .map(Map.Entry::getKey)
                .toList());
        readers.add(DemoCommand.PUBLIC);
        readers.add(DemoCommand.NCSC);
        return readers;
    }

    private static String cut(String text) {
        return text.length() > TITLE_WIDTH
                ? text.substring(0, TITLE_WIDTH - 1) + "…"
                : text + " ".repeat(TITLE_WIDTH - text.length());
    }

    private static String centred(String text, int width) {
        int left = Math.max(0, (width - text.length()) / 2);
        return " ".repeat(left) + text + " ".repeat(Math.max(0, width - text.length() - left));
    }
}
