package uk.tocsin.ncscliaison;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.LiaisonDisclosure;
import uk.tocsin.kafka.projection.Output;
import uk.tocsin.kafka.projection.Projected;
import uk.tocsin.kafka.projection.Projection;
import uk.tocsin.kafka.projection.SoleRecipient;
import uk.tocsin.kafka.projection.SourceEvent;

/** From what councils say of their incidents to what is put to NCSC. */
final class ReferralProjection implements Projection {

    private static final SoleRecipient NCSC = new SoleRecipient("ncsc");

    @Override
    public String name() {
        return "tocsin-ncsc-referrals";
    }

    @Override
    public Pattern topics() {
        return Topics.ALL_INCIDENTS;
    }

    @Override
    public Projected project(SourceEvent source, Optional<LedgerEntry> ledger, Directory directory) {
        Optional<Referral> referral = source.contract() instanceof IncidentEvent event
                ? LiaisonDisclosure.of(event, NCSC.holds(ledger)).disclosed()
                : Optional.empty();
        return referral.map(sent -> new Projected(
                        List.of(new Output(List.of(Topics.NCSC_REFERRALS), sent.getIncidentId(), sent)),
                        NCSC.told(source, ledger, sent.getKind(), sent.getRevision())))
                .orElseGet(() -> new Projected(List.of(), NCSC.toldNothing(source, ledger)));
    }
}
