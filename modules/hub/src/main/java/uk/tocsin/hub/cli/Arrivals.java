package uk.tocsin.hub.cli;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which reader has received which event, as it comes in. */
final class Arrivals {

    private final Map<String, Set<String>> eventsByReader = new ConcurrentHashMap<>();

    void add(String reader, String eventId) {
        eventsByReader.computeIfAbsent(reader, key -> ConcurrentHashMap.newKeySet()).add(eventId);
    }

    boolean has(String reader, String eventId) {
        return eventsByReader.getOrDefault(reader, Set.of()).contains(eventId);
    }

    int count(String reader) {
        return eventsByReader.getOrDefault(reader, Set.of()).size();
    }
}
