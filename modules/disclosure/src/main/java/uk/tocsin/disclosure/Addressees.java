package uk.tocsin.disclosure;

import java.util.Optional;
import java.util.Set;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Sharing;
import uk.tocsin.contracts.Tlp;

/**
 * Whom a subject is for: audience and label of the last event that spoke to partners. They stand until another event
 * speaks to partners or withdraws, while who is meant by them changes with the directory.
 *
 * @param audience as the publisher wrote it
 * @param tlp label of what was said
 */
public record Addressees(Audience audience, Tlp tlp) {

    /**
     * Whom the incident is for after {@code event}.
     *
     * @param before whom it was for until then
     */
    public static Optional<Addressees> after(IncidentEvent event, Optional<Addressees> before) {
        if (event.getKind() == EventKind.WITHDRAWN) {
            return Optional.empty();
        }
        PartnerSection section = event.getPartnerSection();
        return section == null ? before : Optional.of(new Addressees(section.getAudience(), section.getTlp()));
    }

    /** Whom the service is for after {@code event}: each status speaks for itself. */
    public static Optional<Addressees> after(ServiceStatusEvent event) {
        return event.getSharing() == Sharing.UNKNOWN
                ? Optional.empty()
                : Optional.of(new Addressees(event.getAudience(), PartnerDisclosure.label(event)));
    }

    /** The members that are meant by {@code directory}, without the publisher, who knows. */
    public Set<String> members(Directory directory, String publisher) {
        Set<String> cleared = Recipients.of(audience, directory).clearedFor(tlp);
        cleared.remove(publisher);
        return cleared;
    }

    /** Why {@code memberId} is not meant, or empty when it is. */
    public Optional<Decision.Reason> whyNot(String memberId, Directory directory) {
        return Meant.by(this, directory).whyNot(memberId);
    }
}
