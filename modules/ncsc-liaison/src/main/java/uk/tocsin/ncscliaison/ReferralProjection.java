package uk.tocsin.ncscliaison;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.LiaisonDisclosure;
import uk.tocsin.kafka.projection.Output;
import uk.tocsin.kafka.projection.Projected;
import uk.tocsin.kafka.projection.Projection;
import uk.tocsin.kafka.projection.SourceEvent;

/** From what councils say of their incidents to what is put to NCSC. */
final class ReferralProjection implements Projection {

    /** In the ledger's recipients: NCSC holds a referral that still stands. */
    static final String NCSC = "ncsc";

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
        Map<String, Integer> recipients =
                new HashMap<>(ledger.map(LedgerEntry::getRecipients).orElse(Map.of()));
        Optional<Referral> referral = source.contract() instanceof IncidentEvent event
                ? LiaisonDisclosure.of(event, recipients.containsKey(NCSC)).disclosed()
                : Optional.empty();
        referral.ifPresent(sent -> {
            if (sent.getKind() == EventKind.WITHDRAWN) {
                recipients.remove(NCSC);
            } else {
                recipients.put(NCSC, sent.getRevision());
            }
        });
        LedgerEntry remembered = LedgerEntry.newBuilder()
                .setSubjectId(source.subjectId())
                .setPublisher(source.publisher())
                .setRevision(source.revision())
                .setEventId(source.eventId())
                .setRecipients(recipients)
                .build();
        List<Output> outputs = referral.map(
                        sent -> List.of(new Output(List.of(Topics.NCSC_REFERRALS), sent.getIncidentId(), sent)))
                .orElse(List.of());
        return new Projected(outputs, remembered);
    }
}
