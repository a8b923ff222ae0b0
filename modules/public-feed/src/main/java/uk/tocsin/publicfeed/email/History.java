package uk.tocsin.publicfeed.email;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.tocsin.contracts.PublicNotice;

/** What was said of each subject, without its words: what decides who is told of what follows. */
final class History {

    /** Of more subjects, those that nobody spoke of for longest are forgotten. */
    private static final int MOST_SUBJECTS = 100_000;

    /** Of more notices of one subject, the oldest are forgotten. */
    private static final int MOST_NOTICES = 500;

    private final Map<String, List<Said>> subjects = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Said>> eldest) {
            return size() > MOST_SUBJECTS;
        }
    };

    /** Adds a notice; one that is known, or older than what is known, changes nothing. */
    void add(String subject, Said said) {
        List<Said> before = subjects.computeIfAbsent(subject, first -> new ArrayList<>());
        if (before.isEmpty() || before.get(before.size() - 1).revision() < said.revision()) {
            before.add(said);
            if (before.size() > MOST_NOTICES) {
                before.remove(0);
            }
        }
    }

    /** What was said of the subject of a notice, oldest first; also what was said after it. */
    List<Said> of(PublicNotice notice) {
        return subjects.getOrDefault(Said.subject(notice), List.of());
    }
}
