package uk.tocsin.bench.fanout;

import java.util.List;

/**
 * What a process that fans out is told: its arguments.
 *
 * @param broker for clients of Kafka
 * @param registry base address of the registry
 * @param group under which positions are committed
 * @param sources topics to read
 * @param targets topics to which every event goes
 */
record Assignment(String broker, String registry, String group, List<String> sources, List<String> targets) {

    static Assignment of(String... arguments) {
        return new Assignment(
                arguments[0],
                arguments[1],
                arguments[2],
                List.of(arguments[3].split(",")),
                List.of(arguments[4].split(",")));
    }

    List<String> arguments() {
        return List.of(broker, registry, group, String.join(",", sources), String.join(",", targets));
    }
}
