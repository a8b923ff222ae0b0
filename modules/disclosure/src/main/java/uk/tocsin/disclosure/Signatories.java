package uk.tocsin.disclosure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.Ids;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PublicSection;

/**
 * Whose statement an event carries. Its publisher is the first of them, whatever the event says: nobody can speak in
 * another's name alone. Who else signs is the publisher's word, and only ids of members count.
 */
final class Signatories {

    private Signatories() {}

    /** Those named in {@code said} with the publisher first, each once; none when none are named. */
    static List<String> of(String publisher, List<String> said) {
        if (said.isEmpty()) {
            return List.of();
        }
        Set<String> signatories = new LinkedHashSet<>();
        signatories.add(publisher);
        said.stream().filter(Ids::isMember).forEach(signatories::add);
        return List.copyOf(signatories);
    }

    /** The words to the public, as readers other than the public get them too. */
    static @Nullable PublicSection statement(IncidentEvent event) {
        PublicSection section = event.getPublicSection();
        return section == null
                ? null
                : PublicSection.newBuilder(section)
                        .setSignatories(of(event.getPublisher(), section.getSignatories()))
                        .build();
    }
}
