package uk.tocsin.partnerfanout.projection;

import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.SourcePlace;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.disclosure.Addressees;
import uk.tocsin.disclosure.Decision;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.PartnerDisclosure;

/**
 * To whom one event goes, and what the ledger says afterwards. Members that get the same alert share one, so that it is
 * encoded once however many they are.
 *
 * @param alerts each distinct alert with the members that get it
 * @param ledger who holds the subject after this event
 */
record InboxRouting(Map<PartnerAlert, SortedSet<String>> alerts, LedgerEntry ledger) {

    /** Kinds that end an incident for whoever has not heard of it. */
    private static final Set<EventKind> ENDS = Set.of(EventKind.WITHDRAWN, EventKind.RESOLVED, EventKind.NOT_AFFECTED);

    /** States of a service of which nobody needs to hear who was not told before. */
    private static final Set<ServiceState> AS_USUAL = Set.of(ServiceState.OPERATIONAL, ServiceState.UNKNOWN);

    /**
     * Routes an incident event, or nothing when the ledger shows that its revision was taken before: a second copy
     * notifies nobody.
     *
     * @param place where the event stands on its topic
     * @param before the ledger's entry for the incident, or null at its first event
     * @param now when the alerts are sent
     */
    static Optional<InboxRouting> of(
            IncidentEvent event,
            Optional<SourcePlace> place,
            Directory directory,
            @Nullable LedgerEntry before,
            Instant now) {
        Optional<Addressees> until = Holding.addressees(before);
        Optional<Addressees> from = Addressees.after(event, until);
        SourcePlace standing = before == null ? null : before.getStanding();
        if (event.getPartnerSection() != null) {
            standing = place.orElse(null);
        }
        LedgerEntry.Builder entry = entry(before, from)
                .setSubjectId(event.getIncidentId())
                .setPublisher(event.getPublisher())
                .setRevision(event.getRevision())
                .setEventId(event.getEventId())
                .setOpen(!ENDS.contains(event.getKind()) && event.getPhase() != Phase.RESOLVED)
                .setLatest(place.orElse(null))
                .setStanding(from.isPresent() ? standing : null);
        Set<String> audience =
                event.getPartnerSection() == null ? Set.of() : audience(from, directory, event.getPublisher());
        return route(entry, audience, before, now, PartnerDisclosure.each(event, until, directory));
    }

    /** Routes a service status in the same way. */
    static Optional<InboxRouting> of(
            ServiceStatusEvent event,
            Optional<SourcePlace> place,
            Directory directory,
            @Nullable LedgerEntry before,
            Instant now) {
        Optional<Addressees> from = Addressees.after(event);
        LedgerEntry.Builder entry = entry(before, from)
                .setSubjectId(event.getServiceId())
                .setPublisher(event.getPublisher())
                .setRevision(event.getRevision())
                .setEventId(event.getEventId())
                .setOpen(!AS_USUAL.contains(event.getState()))
                .setLatest(place.orElse(null))
                .setStanding(from.isPresent() ? place.orElse(null) : null);
        return route(
                entry,
                audience(from, directory, event.getPublisher()),
                before,
                now,
                PartnerDisclosure.each(event, directory));
    }

    private static Optional<InboxRouting> route(
            LedgerEntry.Builder entry,
            Set<String> audience,
            @Nullable LedgerEntry before,
            Instant now,
            BiFunction<String, Boolean, Decision<PartnerAlert>> decide) {
        if (before != null && entry.getRevision() <= before.getRevision()) {
            return Optional.empty();
        }
        Holding holding = Holding.of(before, now);
        Set<String> candidates = new TreeSet<>(audience);
        candidates.addAll(holding.holders());
        // Members that get the same get the same object: it need not be compared field by field for each of them.
        IdentityHashMap<PartnerAlert, SortedSet<String>> same = new IdentityHashMap<>();
        for (String memberId : candidates) {
            Optional<PartnerAlert> disclosed =
                    decide.apply(memberId, holding.holds(memberId)).disclosed();
            disclosed.ifPresent(alert -> {
                same.computeIfAbsent(alert, first -> new TreeSet<>()).add(memberId);
                holding.note(memberId, alert);
            });
        }
        return Optional.of(new InboxRouting(merged(same), holding.write(entry).build()));
    }

    /** Mostly all get the same, and then it is not gone through as a whole to be compared. */
    private static Map<PartnerAlert, SortedSet<String>> merged(Map<PartnerAlert, SortedSet<String>> same) {
        if (same.size() == 1) {
            var only = same.entrySet().iterator().next();
            return Map.of(only.getKey(), only.getValue());
        }
        Map<PartnerAlert, SortedSet<String>> alerts = new LinkedHashMap<>();
        same.forEach((alert, members) ->
                alerts.computeIfAbsent(alert, first -> new TreeSet<>()).addAll(members));
        return alerts;
    }

    private static Set<String> audience(Optional<Addressees> addressees, Directory directory, String publisher) {
        return addressees.map(meant -> meant.members(directory, publisher)).orElse(Set.of());
    }

    private static LedgerEntry.Builder entry(@Nullable LedgerEntry before, Optional<Addressees> addressees) {
        return LedgerEntry.newBuilder()
                .setResponses(before == null ? List.of() : before.getResponses())
                .setAudienceChanges(before == null ? 0 : before.getAudienceChanges())
                .setAudience(addressees.map(Addressees::audience).orElse(null))
                .setTlp(addressees.map(Addressees::tlp).orElse(Tlp.UNKNOWN));
    }
}
