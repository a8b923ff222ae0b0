package uk.tocsin.publicfeed.projector;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
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
import uk.tocsin.kafka.projection.SoleRecipient;
import uk.tocsin.kafka.projection.SourceEvent;

/** Council topics to public notices. */
final class PublicProjection implements Projection {

    private static final SoleRecipient PUBLIC = new SoleRecipient("public");

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
        return decide(event.contract(), directory, PUBLIC.holds(ledger))
                .disclosed()
                .map(sent -> new Projected(
                        List.of(new Output(List.of(Topics.PUBLIC_NOTICES), event.subjectId(), sent)),
                        PUBLIC.told(event, ledger, sent.getKind(), sent.getRevision())))
                .orElseGet(() -> new Projected(List.of(), PUBLIC.toldNothing(event, ledger)));
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
}
