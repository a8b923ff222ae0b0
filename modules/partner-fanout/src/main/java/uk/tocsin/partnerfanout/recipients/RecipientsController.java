package uk.tocsin.partnerfanout.recipients;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.Member;
import uk.tocsin.contracts.Role;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.Reader;
import uk.tocsin.kafka.projection.LedgerArchive;
import uk.tocsin.kafka.projection.SubjectKind;
import uk.tocsin.partnerfanout.problem.Problems;

/** Who has had an incident: for the council whose incident it is, and for coordinators of its region. */
@RestController
class RecipientsController {

    private final LedgerArchive ledger;
    private final TakenLookup lookup;
    private final Supplier<Directory> directory;

    RecipientsController(LedgerArchive ledger, TakenLookup lookup, Supplier<Directory> directory) {
        this.ledger = ledger;
        this.lookup = lookup;
        this.directory = directory;
    }

    /** Everyone who was sent something of the incident, who has taken it, and why others were not sent it. */
    @GetMapping(path = "/v1/incidents/{incidentId}/recipients", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAnyRole('PUBLISHER', 'COORDINATOR')")
    public ObjectNode recipients(@AuthenticationPrincipal Reader reader, @PathVariable String incidentId) {
        Directory now = directory.get();
        String publisher = incidentId.substring(0, Math.max(0, incidentId.indexOf('.')));
        if (!maySee(reader, publisher, now)) {
            throw Problems.of(HttpStatus.NOT_FOUND, "There is no such incident, or not for you.");
        }
        try {
            LedgerEntry entry = ledger.find(SubjectKind.INCIDENT, publisher, incidentId)
                    .orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, "There is no such incident, or not for you."));
            Map<String, Taken> taken = lookup.of(entry, now);
            return RecipientReport.of(entry, now, memberId -> taken.getOrDefault(memberId, Taken.UNKNOWN))
                    .json();
        } catch (KafkaException e) {
            throw Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "The ledger could not be read in time. Try again.");
        }
    }

    private static boolean maySee(Reader reader, String publisher, Directory directory) {
        if (reader.is(Role.PUBLISHER) && reader.memberId().equals(publisher)) {
            return true;
        }
        Optional<String> region = directory.member(reader.memberId()).map(Member::getRegion);
        return reader.is(Role.COORDINATOR)
                && region.isPresent()
                && region.equals(directory.member(publisher).map(Member::getRegion));
    }
}
