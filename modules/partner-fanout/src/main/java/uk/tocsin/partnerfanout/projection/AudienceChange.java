package uk.tocsin.partnerfanout.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Told;
import uk.tocsin.disclosure.Addressees;
import uk.tocsin.disclosure.Decision;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.PartnerDisclosure;

/**
 * How the holders of a subject differ from those that today's directory means, while no event came.
 *
 * @param joined meant and not holding it, while the subject is open
 * @param left holding it and not meant
 */
record AudienceChange(SortedSet<String> joined, SortedSet<String> left) {

    /** Compares the ledger with the directory. Nothing differs where the ledger does not know whom a subject is for. */
    static AudienceChange of(LedgerEntry entry, Directory directory) {
        Optional<Addressees> addressees = Holding.addressees(entry);
        if (addressees.isEmpty() || entry.getLatest() == null || entry.getStanding() == null) {
            return new AudienceChange(new TreeSet<>(), new TreeSet<>());
        }
        Set<String> meant = addressees.get().members(directory, entry.getPublisher());
        SortedSet<String> left = new TreeSet<>(entry.getRecipients().keySet());
        left.removeAll(meant);
        SortedSet<String> joined = new TreeSet<>(entry.getOpen() ? meant : Set.of());
        joined.removeAll(entry.getRecipients().keySet());
        return new AudienceChange(joined, left);
    }

    boolean isNone() {
        return joined.isEmpty() && left.isEmpty();
    }

    /**
     * Routes what follows: who left is told of a withdrawal, and who joined gets what the others hold. That is the last
     * event for partners and, if a later one only had words for the public, that one too.
     *
     * @param standing the last event that spoke to partners
     * @param latest the event of the last revision
     * @param now when the alerts are sent
     */
    InboxRouting route(
            LedgerEntry entry, SpecificRecord standing, SpecificRecord latest, Directory directory, Instant now) {
        Holding holding = Holding.of(entry, now);
        Map<PartnerAlert, SortedSet<String>> alerts = new LinkedHashMap<>();
        left.forEach(memberId -> decide(entry, latest, directory, memberId, true)
                .disclosed()
                .ifPresent(alert -> send(alerts, holding, memberId, withOwnId(alert, entry))));
        join(alerts, holding, entry, standing, directory, false);
        if (!latest.equals(standing)) {
            join(alerts, holding, entry, latest, directory, true);
        }
        LedgerEntry.Builder after = LedgerEntry.newBuilder(entry).setAudienceChanges(entry.getAudienceChanges() + 1);
        return new InboxRouting(alerts, holding.write(after).build());
    }

    private void join(
            Map<PartnerAlert, SortedSet<String>> alerts,
            Holding holding,
            LedgerEntry entry,
            SpecificRecord event,
            Directory directory,
            boolean holds) {
        joined.forEach(memberId -> decide(entry, event, directory, memberId, holds)
                .disclosed()
                .map(alert -> again(alert, entry, entry.getTold().get(memberId)))
                .ifPresent(alert -> send(alerts, holding, memberId, alert)));
    }

    /**
     * What somebody gets back who was told before. Its revision is not below the last that the member was told, which a
     * withdrawal may have had: what stands is as it stands at that revision, and a reader's revisions only rise.
     */
    private static PartnerAlert again(PartnerAlert alert, LedgerEntry entry, @Nullable Told told) {
        if (told == null) {
            return alert;
        }
        return PartnerAlert.newBuilder(withOwnId(alert, entry))
                .setRevision(Math.max(alert.getRevision(), told.getRevision()))
                .build();
    }

    private static void send(
            Map<PartnerAlert, SortedSet<String>> alerts, Holding holding, String memberId, PartnerAlert alert) {
        alerts.computeIfAbsent(alert, first -> new TreeSet<>()).add(memberId);
        holding.note(memberId, alert);
    }

    private static Decision<PartnerAlert> decide(
            LedgerEntry entry, SpecificRecord event, Directory directory, String memberId, boolean holds) {
        if (event instanceof IncidentEvent incident) {
            return PartnerDisclosure.of(incident, Holding.addressees(entry), directory, memberId, holds);
        }
        if (event instanceof ServiceStatusEvent status) {
            return PartnerDisclosure.of(status, directory, memberId, holds);
        }
        throw new IllegalArgumentException("record: " + event.getSchema().getName() + " (expected: a council's event)");
    }

    /**
     * An alert with an id that no other message has. A reader that drops repetitions by their id would otherwise drop a
     * withdrawal of what it has just read, or what it gets back after one. The same at every attempt to send it.
     */
    private static PartnerAlert withOwnId(PartnerAlert alert, LedgerEntry entry) {
        String name = "audience-change " + (entry.getAudienceChanges() + 1) + " " + alert.getKind() + " "
                + alert.getEventId();
        return PartnerAlert.newBuilder(alert)
                .setEventId(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)))
                .build();
    }
}
