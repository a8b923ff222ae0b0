package uk.tocsin.replay;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import uk.tocsin.contracts.SubjectType;

/**
 * What one answer has shown its reader so far and not taken back, so that a withdrawal follows what it withdraws. Grows
 * by one subject for each incident or service, and is as short-lived as the answer.
 */
final class Standing {

    /** An incident and a service may have the same id. */
    private record Subject(SubjectType type, String id) {}

    private final Map<View, Set<Subject>> shown = new EnumMap<>(View.class);

    boolean holds(View view, SubjectType type, String subjectId) {
        return shown.getOrDefault(view, Set.of()).contains(new Subject(type, subjectId));
    }

    void note(Shown event) {
        Subject subject = new Subject(event.type(), event.subjectId());
        Set<Subject> subjects = shown.computeIfAbsent(event.view(), view -> new HashSet<>());
        if (event.takesBack()) {
            subjects.remove(subject);
        } else {
            subjects.add(subject);
        }
    }
}
