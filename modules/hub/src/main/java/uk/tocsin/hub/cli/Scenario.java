package uk.tocsin.hub.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A story as events.
 *
 * @param title what it is called
 * @param coordinator the member that enters the others in the directory; entered first
 * @param members the directory's members, by id, as the administration takes them
 * @param circles the directory's circles, by id
 * @param steps what happens, in order
 */
record Scenario(String title, String coordinator, JsonNode members, JsonNode circles, List<Step> steps) {

    private static final Set<String> TIMES = Set.of("occurredAt", "awareAt", "nextUpdateDue", "expectedBy", "since");

    /**
     * One thing that happens.
     *
     * @param at when it happened in the story
     * @param by the member that says it
     * @param title one line for whoever watches
     * @param event the event, as the API takes it, without its event id
     */
    record Step(Instant at, String by, String title, JsonNode event) {

        /** The event as if it happened at {@code now}: every time in it keeps its distance from the step's own. */
        ObjectNode eventAsOf(Instant now) {
            return (ObjectNode) moved(event, Duration.between(at, now));
        }

        String path() {
            return event.has("serviceId") ? "/v1/service-status" : "/v1/incidents";
        }
    }

    private static JsonNode moved(JsonNode node, Duration by) {
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.valueStream().forEach(entry -> copy.add(moved(entry, by)));
            return copy;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        node.propertyStream()
                .forEach(field -> copy.set(
                        field.getKey(),
                        TIMES.contains(field.getKey())
                                ? JsonNodeFactory.instance.stringNode(
                                        Instant.parse(field.getValue().asString())
                                                .plus(by)
                                                .toString())
                                : moved(field.getValue(), by)));
        return copy;
    }

    /** The members whose people read an inbox. */
    List<String> partners() {
        return members.propertyStream()
                .filter(member -> member.getValue()
                        .path("roles")
                        .valueStream()
                        .anyMatch(role -> role.asString().equals("partner")))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Reads a scenario file. */
    static Scenario read(Path file) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        try (Reader reader = Files.newBufferedReader(file)) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            JsonNode root = json.readTree(json.writeValueAsString(plain(tree)));
            List<Step> steps =
                    root.path("steps").valueStream().map(Scenario::step).toList();
            return new Scenario(
                    root.path("title").asString(),
                    root.path("coordinator").asString(),
                    root.path("members"),
                    root.path("circles"),
                    steps);
        }
    }

    private static Step step(JsonNode node) {
        return new Step(
                Instant.parse(node.path("at").asString()),
                node.path("by").asString(),
                node.path("title").asString(),
                node.path("event"));
    }

    /** YAML reads a time as a date object; JSON wants the text. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new java.util.LinkedHashMap<>();
            map.forEach((key, entry) -> copy.put(String.valueOf(key), plain(entry)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Scenario::plain).toList();
        }
        return value instanceof java.util.Date date ? date.toInstant().toString() : value;
    }
}
