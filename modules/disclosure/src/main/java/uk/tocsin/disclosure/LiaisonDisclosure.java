package uk.tocsin.disclosure;

import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LiaisonSection;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.Tlp;

/** What is put to NCSC: an event that has a liaison section, and nothing of its partner section. */
public final class LiaisonDisclosure {

    private LiaisonDisclosure() {}

    /**
     * What NCSC gets of an incident event.
     *
     * @param ncscHolds whether NCSC has had a referral of this incident that still stands
     */
    public static Decision<Referral> of(IncidentEvent event, boolean ncscHolds) {
        if (event.getKind() == EventKind.WITHDRAWN) {
            return ncscHolds ? Decision.disclose(withdrawal(event)) : Decision.withhold(Decision.Reason.NO_SECTION);
        }
        LiaisonSection section = event.getLiaisonSection();
        if (section == null) {
            return Decision.withhold(Decision.Reason.NO_SECTION);
        }
        if (section.getTlp() == Tlp.UNKNOWN) {
            return Decision.withhold(Decision.Reason.UNKNOWN_LABEL);
        }
        if (section.getTlp() == Tlp.RED) {
            return Decision.withhold(Decision.Reason.LABEL_IS_RED);
        }
        return Decision.disclose(heading(event)
                .setOccurredAt(event.getOccurredAt())
                .setAwareAt(event.getAwareAt())
                .setRsitClass(event.getRsitClass())
                .setProposedCategory(event.getProposedCategory())
                .setAffectedServices(event.getAffectedServices())
                .setSuppliers(event.getSuppliers())
                .setLinks(event.getLinks())
                .setPersonalData(event.getPersonalData())
                .setStatement(Signatories.statement(event))
                .setLiaison(section)
                .build());
    }

    private static Referral withdrawal(IncidentEvent event) {
        return heading(event).setPersonalData(event.getPersonalData()).build();
    }

    private static Referral.Builder heading(IncidentEvent event) {
        return Referral.newBuilder()
                .setEventId(event.getEventId())
                .setIncidentId(event.getIncidentId())
                .setPublisher(event.getPublisher())
                .setRevision(event.getRevision())
                .setKind(event.getKind())
                .setPhase(event.getPhase())
                .setRecordedAt(event.getRecordedAt());
    }
}
