package uk.tocsin.publicfeed.projector;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Decision;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.PublicDisclosure;
import uk.tocsin.kafka.projection.Output;
import uk.tocsin.kafka.projection.Projected;
import uk.tocsin.kafka.projection.Projection;
import uk.tocsin.kafka.projection.SourceEvent;

/**
 * Council topics to public notices. The ledger remembers whether the public has something of a subject that still stands,
 * so that a withdrawal reaches whoever has read it and tells nobody of what was never public.
 */
final class PublicProjection implements Projection {

    /** The one recipient in the ledger. */
    static final String PUBLIC = "public";

    @Override
    public String name() {
        return "public-feed";
    }

    @Override
    public Pattern topics() {
        return Topics.ALL_COUNCIL_TOPICS;
    }

    @Override
    public Projected project(SourceEvent event, Optional<LedgerEntry> ledger, Directory directory) {
        Map<String, Integer> recipients =
                new HashMap<>(ledger.map(LedgerEntry::getRecipients).orElse(Map.of()));
        Optional<PublicNotice> notice = decide(event.contract(), directory, recipients.containsKey(PUBLIC))
                .disclosed();
        notice.ifPresent(sent -> remember(recipients, sent));
        LedgerEntry remembered = LedgerEntry.newBuilder()
                .setSubjectId(event.subjectId())
                .setPublisher(event.publisher())
                .setRevision(event.revision())
                .setEventId(event.eventId())
                .setRecipients(recipients)
                .setResponses(ledger.map(LedgerEntry::getResponses).orElse(List.of()))
                .build();
        List<Output> outputs = notice.map(
                        sent -> List.of(new Output(List.of(Topics.PUBLIC_NOTICES), event.subjectId(), sent)))
                .orElse(List.of());
        return new Projected(outputs, remembered);
    }

    private static Decision<PublicNotice> decide(SpecificRecord contract, Directory directory, boolean held) {
        if (contract instanceof IncidentEvent incident) {
            return PublicDisclosure.of(incident, directory, held);
        }
        if (contract instanceof ServiceStatusEvent service) {
            return PublicDisclosure.of(service, directory, held);
        }
        return Decision.withhold(Decision.Reason.NO_SECTION);
    }

    private static void remember(Map<String, Integer> recipients, PublicNotice sent) {
        if (sent.getKind() == EventKind.WITHDRAWN) {
            recipients.remove(PUBLIC);
        } else {
            recipients.put(PUBLIC, sent.getRevision());
        }
    }
}
