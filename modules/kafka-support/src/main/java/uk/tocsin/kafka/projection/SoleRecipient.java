package uk.tocsin.kafka.projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.LedgerEntry;

/**
 * The ledger of a projection that tells one recipient: the public, or NCSC. It remembers whether they have something of a
 * subject that still stands, so that a withdrawal reaches whoever has read it and tells nobody of what they never had.
 *
 * @param name as it stands among the entry's recipients
 */
public record SoleRecipient(String name) {

    /** Whether they have something of the subject that still stands. */
    public boolean holds(Optional<LedgerEntry> ledger) {
        return ledger.map(entry -> entry.getRecipients().containsKey(name)).orElse(false);
    }

    /** The entry after an event of which they were told nothing. */
    public LedgerEntry toldNothing(SourceEvent event, Optional<LedgerEntry> ledger) {
        return entry(event, ledger, recipients(ledger));
    }

    /** The entry after they were told of {@code revision}; a withdrawal leaves nothing that stands. */
    public LedgerEntry told(SourceEvent event, Optional<LedgerEntry> ledger, EventKind kind, int revision) {
        Map<String, Integer> recipients = recipients(ledger);
        if (kind == EventKind.WITHDRAWN) {
            recipients.remove(name);
        } else {
            recipients.put(name, revision);
        }
        return entry(event, ledger, recipients);
    }

    private static Map<String, Integer> recipients(Optional<LedgerEntry> ledger) {
        return new HashMap<>(ledger.map(LedgerEntry::getRecipients).orElse(Map.of()));
    }

    private static LedgerEntry entry(SourceEvent event, Optional<LedgerEntry> ledger, Map<String, Integer> recipients) {
        return LedgerEntry.newBuilder()
                .setSubjectId(event.subjectId())
                .setPublisher(event.publisher())
                .setRevision(event.revision())
                .setEventId(event.eventId())
                .setRecipients(recipients)
                .setResponses(ledger.map(LedgerEntry::getResponses).orElse(List.of()))
                .build();
    }
}
