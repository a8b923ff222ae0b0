package uk.tocsin.ingress;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import java.util.TreeSet;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Sharing;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.LiaisonDisclosure;
import uk.tocsin.disclosure.PublicDisclosure;
import uk.tocsin.disclosure.Recipients;

/**
 * Whom an event reaches by today's directory.
 *
 * @param members ids of the partners whose inbox gets it
 * @param publicly whether it goes to the public
 * @param ncsc whether it is put to NCSC, and the directory lets somebody work NCSC's queue
 * @param earlierRecipients whether it also goes to everyone who holds an earlier revision
 */
record Reach(Set<String> members, @JsonProperty("public") boolean publicly, boolean ncsc, boolean earlierRecipients) {

    static Reach of(Event event, Directory directory) {
        if (event instanceof Event.Incident incident) {
            return of(incident.contract(), directory);
        }
        return of(((Event.Status) event).contract(), directory);
    }

    private static Reach of(IncidentEvent event, Directory directory) {
        PartnerSection section = event.getPartnerSection();
        return new Reach(
                section == null
                        ? Set.of()
                        : members(section.getAudience(), section.getTlp(), event.getPublisher(), directory),
                PublicDisclosure.of(event, false).disclosed().isPresent(),
                LiaisonDisclosure.of(event, false).disclosed().isPresent() && hasLiaison(directory),
                event.getKind() == EventKind.WITHDRAWN
                        || (event.getKind() != EventKind.DECLARED
                                && (section != null || event.getPublicSection() != null)));
    }

    private static Reach of(ServiceStatusEvent event, Directory directory) {
        Tlp label = event.getSharing() == Sharing.UNKNOWN ? Tlp.UNKNOWN : Tlp.GREEN;
        return new Reach(
                members(event.getAudience(), label, event.getPublisher(), directory),
                PublicDisclosure.of(event, false).disclosed().isPresent(),
                false,
                true);
    }

    /** A referral waits for whoever may take it; while nobody may, it reaches nobody. */
    private static boolean hasLiaison(Directory directory) {
        return directory.members().stream().anyMatch(member -> directory.allows(member.getMemberId(), Role.LIAISON));
    }

    /** Those cleared for a section, without its publisher, whose own words need not come back to it. */
    static Set<String> members(Audience audience, Tlp label, String publisher, Directory directory) {
        Set<String> cleared = new TreeSet<>(Recipients.of(audience, directory).clearedFor(label));
        cleared.remove(publisher);
        return cleared;
    }
}
