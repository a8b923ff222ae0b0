package uk.tocsin.hub.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An event of any contract as one line: when, what about, and the first words that say it.
 *
 * @param time when it was recorded, to the second, UTC
 * @param text the rest
 */
record EventLine(String time, String text) {

    private static final int SECONDS = "2024-01-18T09:30:00".length();
    private static final int MAX_WORDS = 100;

    /** Where the contracts keep the words that matter most, the most telling first. */
    private static final List<String> WORDS = List.of(
            "/incident/detail/summary",
            "/partnerSection/summary",
            "/incident/statement/headline",
            "/incident/headline",
            "/publicSection/headline",
            "/statement/headline",
            "/liaison/helpWanted",
            "/liaisonSection/helpWanted",
            "/service/message",
            "/message",
            "/service/name",
            "/serviceName");

    static EventLine of(JsonNode event) {
        return new EventLine(
                time(event),
                Stream.of(subject(event), what(event), at(event, "/tlp"), words(event))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("  ")));
    }

    private static String time(JsonNode event) {
        String time = first(event, "/recordedAt", "/respondedAt");
        return time.substring(0, Math.min(SECONDS, time.length())).replace('T', ' ');
    }

    private static String subject(JsonNode event) {
        String subject = first(event, "/subjectId", "/incidentId", "/serviceId");
        String revision = at(event, "/revision");
        return revision.isEmpty() ? subject : subject + " r" + revision;
    }

    private static String what(JsonNode event) {
        String decision = at(event, "/decision");
        return decision.isEmpty()
                ? Stream.of(at(event, "/kind"), first(event, "/service/state", "/state"))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(": "))
                : "NCSC: " + decision.toLowerCase(Locale.ROOT);
    }

    private static String words(JsonNode event) {
        String words = first(event, WORDS.toArray(String[]::new));
        return words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS - 1) + "…" : words;
    }

    private static String first(JsonNode event, String... pointers) {
        return Stream.of(pointers)
                .map(pointer -> at(event, pointer))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String at(JsonNode event, String pointer) {
        JsonNode found = event.at(pointer);
        return found.isValueNode() && !found.isNull() ? Objects.requireNonNullElse(found.asString(), "") : "";
    }
}
