package uk.tocsin.hub.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A story as events.
 *
 * @param title what it is called
 * @param coordinator the member that enters the others in the directory; entered first
 * @param members the directory's members, by id, as the administration takes them
 * @param circles the directory's circles, by id
 * @param steps what happens, in order
 */
record Scenario(
        String title, String coordinator, JsonNode members, JsonNode circles, List<Step> steps) {

    /**
     * One thing that happens.
     *
     * @param at when it happened in the story
     * @param by the member that says it
     * @param title one line for whoever watches
     * @param event the event, as the API takes it, without its event id
     */
    record Step(Instant at, String by, String title, JsonNode event) {

        String path() {
            return event.has("serviceId") ? "/v1/service-status" : "/v1/incidents";
        }
    }

    /** Reads a scenario file. */
    static Scenario read(Path file) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        try (Reader reader = Files.newBufferedReader(file)) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            JsonNode root = json.readTree(json.writeValueAsString(plain(tree)));
            List<Step> steps = root.path("steps").valueStream().map(Scenario::step).toList();
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
