package uk.tocsin.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.Member;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.SubjectType;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.LiaisonDisclosure;
import uk.tocsin.disclosure.PartnerDisclosure;
import uk.tocsin.disclosure.PublicDisclosure;
import uk.tocsin.disclosure.Reader;

/**
 * What one reader sees of history by today's rights. A role counts only while today's directory gives it to the
 * reader's member; which role a token names is not enough.
 *
 * @param directory today's directory
 * @param reader who asks
 */
record HistoryDisclosure(Directory directory, Reader reader) {

    /**
     * What the reader sees of one record of a council topic; empty is nothing at all.
     *
     * @param standing what this answer has already shown
     */
    List<Shown> of(SpecificRecord contract, Standing standing) {
        if (contract instanceof IncidentEvent event) {
            return owns(event.getPublisher()) ? List.of(Shown.whole(event)) : others(event, standing);
        }
        if (contract instanceof ServiceStatusEvent event) {
            return owns(event.getPublisher()) ? List.of(Shown.whole(event)) : others(event, standing);
        }
        return List.of();
    }

    private List<Shown> others(IncidentEvent event, Standing standing) {
        String subject = event.getIncidentId();
        boolean holdsAlert = standing.holds(View.PARTNER_ALERT, SubjectType.INCIDENT, subject);
        Optional<Shown> restricted = Optional.<Shown>empty()
                .or(() -> acts(Role.PARTNER)
                        ? PartnerDisclosure.of(event, directory, reader.memberId(), holdsAlert)
                                .disclosed()
                                .map(Shown::of)
                        : Optional.empty())
                .filter(shown -> !shown.takesBack() || !oversees(event.getPublisher()))
                .or(() -> overseen(event, holdsAlert).map(Shown::of))
                .or(() -> acts(Role.LIAISON)
                        ? LiaisonDisclosure.of(event, standing.holds(View.REFERRAL, SubjectType.INCIDENT, subject))
                                .disclosed()
                                .map(Shown::of)
                        : Optional.empty());
        Optional<Shown> open = PublicDisclosure.of(
                        event, directory, standing.holds(View.PUBLIC_NOTICE, SubjectType.INCIDENT, subject))
                .disclosed()
                .map(Shown::of);
        return withOpen(restricted, open);
    }

    private List<Shown> others(ServiceStatusEvent event, Standing standing) {
        String subject = event.getServiceId();
        boolean holdsAlert = standing.holds(View.PARTNER_ALERT, SubjectType.SERVICE, subject);
        Optional<Shown> restricted = Optional.<PartnerAlert>empty()
                .or(() -> acts(Role.PARTNER)
                        ? PartnerDisclosure.of(event, directory, reader.memberId(), holdsAlert)
                                .disclosed()
                        : Optional.empty())
                .map(Shown::of)
                .filter(shown -> !shown.takesBack() || !oversees(event.getPublisher()))
                .or(() -> overseen(event, holdsAlert).map(Shown::of));
        Optional<Shown> open = PublicDisclosure.of(
                        event, directory, standing.holds(View.PUBLIC_NOTICE, SubjectType.SERVICE, subject))
                .disclosed()
                .map(Shown::of);
        return withOpen(restricted, open);
    }

    /** An alert holds the public words too; only what takes an alert back leaves them to be shown beside it. */
    private static List<Shown> withOpen(Optional<Shown> restricted, Optional<Shown> open) {
        List<Shown> shown = new ArrayList<>(2);
        restricted.ifPresent(shown::add);
        if (restricted.isEmpty() || restricted.get().takesBack()) {
            open.ifPresent(shown::add);
        }
        return List.copyOf(shown);
    }

    /** A coordinator sees what its region's councils tell partners, as if a partner and named, but strict labels only when named. */
    private Optional<PartnerAlert> overseen(IncidentEvent event, boolean holds) {
        if (!oversees(event.getPublisher())) {
            return Optional.empty();
        }
        PartnerSection section = event.getPartnerSection();
        IncidentEvent seen = section != null && section.getTlp() != Tlp.AMBER_STRICT ? named(event, section) : event;
        return PartnerDisclosure.of(seen, asPartner(), reader.memberId(), holds).disclosed();
    }

    private Optional<PartnerAlert> overseen(ServiceStatusEvent event, boolean holds) {
        if (!oversees(event.getPublisher())) {
            return Optional.empty();
        }
        ServiceStatusEvent seen = ServiceStatusEvent.newBuilder(event)
                .setAudience(justTheReader())
                .build();
        return PartnerDisclosure.of(seen, asPartner(), reader.memberId(), holds).disclosed();
    }

    private IncidentEvent named(IncidentEvent event, PartnerSection section) {
        return IncidentEvent.newBuilder(event)
                .setPartnerSection(PartnerSection.newBuilder(section)
                        .setAudience(justTheReader())
                        .build())
                .build();
    }

    /** What a coordinator oversees it sees as a partner would, whether or not it has an inbox. */
    private Directory asPartner() {
        return directory.granting(reader.memberId(), Role.PARTNER);
    }

    private Audience justTheReader() {
        return Audience.newBuilder().setMembers(List.of(reader.memberId())).build();
    }

    private boolean owns(String publisher) {
        return reader.memberId().equals(publisher) && (acts(Role.PUBLISHER) || acts(Role.PARTNER));
    }

    private boolean acts(Role role) {
        return reader.is(role) && directory.allows(reader.memberId(), role);
    }

    private boolean oversees(String publisher) {
        if (!acts(Role.COORDINATOR)) {
            return false;
        }
        Optional<String> own = directory.member(reader.memberId()).map(Member::getRegion);
        return own.isPresent() && own.equals(directory.member(publisher).map(Member::getRegion));
    }
}
