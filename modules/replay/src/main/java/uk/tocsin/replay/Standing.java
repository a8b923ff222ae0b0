package uk.tocsin.replay;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What one answer has shown its reader so far and not taken back, so that a withdrawal follows what it withdraws. Grows
 * by one subject id for each incident or service, and is as short-lived as the answer.
 */
final class Standing {

    private final Map<View, Set<String>> shown = new EnumMap<>(View.class);

    boolean holds(View view, String subjectId) {
        return shown.getOrDefault(view, Set.of()).contains(subjectId);
    }

    void note(Shown event) {
        Set<String> subjects = shown.computeIfAbsent(event.view(), view -> new HashSet<>());
        if (event.takesBack()) {
            subjects.remove(event.subjectId());
        } else {
            subjects.add(event.subjectId());
        }
    }
}
