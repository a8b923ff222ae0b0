package uk.tocsin.hub.cli;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which reader has received which event, as it comes in. */
final class Arrivals {

    static final String WITHDRAWN = "withdrawn";

    private final Map<String, Map<String, String>> kindByEventByReader = new ConcurrentHashMap<>();

    /** Notes that {@code reader} received the event, as something of that kind. */
    void add(String reader, String eventId, String kind) {
        kindByEventByReader
                .computeIfAbsent(reader, key -> new ConcurrentHashMap<>())
                .put(eventId, kind);
    }

    boolean has(String reader, String eventId) {
        return of(reader).containsKey(eventId);
    }

    /** Whether what {@code reader} received took back what it had. */
    boolean isWithdrawal(String reader, String eventId) {
        return WITHDRAWN.equals(of(reader).get(eventId));
    }

    int count(String reader) {
        return of(reader).size();
    }

    private Map<String, String> of(String reader) {
        return kindByEventByReader.getOrDefault(reader, Map.of());
    }
}
