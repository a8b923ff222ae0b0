package uk.tocsin.partnerfanout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.disclosure.Decision;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.disclosure.PartnerDisclosure;
import uk.tocsin.disclosure.Recipients;

/**
 * To whom one event goes, and what the ledger says afterwards. Members that get the same alert share one, so that it is
 * encoded once however many they are.
 *
 * @param alerts each distinct alert with the members that get it
 * @param ledger who holds the subject after this event
 */
record InboxRouting(Map<PartnerAlert, SortedSet<String>> alerts, LedgerEntry ledger) {

    /**
     * Routes an incident event, or nothing when the ledger shows that its revision was taken before: a second copy
     * notifies nobody.
     *
     * @param before the ledger's entry for the incident, or null at its first event
     */
    static Optional<InboxRouting> of(IncidentEvent event, Directory directory, @Nullable LedgerEntry before) {
        PartnerSection section = event.getPartnerSection();
        Set<String> audience = section == null
                ? Set.of()
                : Recipients.of(section.getAudience(), directory).clearedFor(section.getTlp());
        var subject = new Subject(event.getIncidentId(), event.getPublisher(), event.getRevision(), event.getEventId());
        return route(
                subject,
                audience,
                before,
                (memberId, holds) -> PartnerDisclosure.of(event, directory, memberId, holds));
    }

    /** Routes a service status in the same way. */
    static Optional<InboxRouting> of(ServiceStatusEvent event, Directory directory, @Nullable LedgerEntry before) {
        // The label can only narrow the audience, and the decision below applies it.
        Recipients recipients = Recipients.of(event.getAudience(), directory);
        Set<String> audience = new TreeSet<>(recipients.named());
        audience.addAll(recipients.throughCircles());
        var subject = new Subject(event.getServiceId(), event.getPublisher(), event.getRevision(), event.getEventId());
        return route(
                subject,
                audience,
                before,
                (memberId, holds) -> PartnerDisclosure.of(event, directory, memberId, holds));
    }

    private record Subject(String id, String publisher, int revision, UUID eventId) {}

    private static Optional<InboxRouting> route(
            Subject subject,
            Set<String> audience,
            @Nullable LedgerEntry before,
            BiFunction<String, Boolean, Decision<PartnerAlert>> decide) {
        if (before != null && subject.revision() <= before.getRevision()) {
            return Optional.empty();
        }
        Map<String, Integer> holders = new TreeMap<>(before == null ? Map.of() : before.getRecipients());
        Set<String> candidates = new TreeSet<>(audience);
        candidates.addAll(holders.keySet());
        Map<PartnerAlert, SortedSet<String>> alerts = new LinkedHashMap<>();
        for (String memberId : candidates) {
            Optional<PartnerAlert> disclosed =
                    decide.apply(memberId, holders.containsKey(memberId)).disclosed();
            disclosed.ifPresent(alert -> {
                alerts.computeIfAbsent(alert, first -> new TreeSet<>()).add(memberId);
                note(holders, memberId, alert);
            });
        }
        return Optional.of(new InboxRouting(alerts, ledger(subject, holders, before)));
    }

    /** A member that was told of a withdrawal holds nothing any more; every other alert makes it a holder. */
    private static void note(Map<String, Integer> holders, String memberId, PartnerAlert alert) {
        if (alert.getKind() == EventKind.WITHDRAWN) {
            holders.remove(memberId);
        } else {
            holders.put(memberId, alert.getRevision());
        }
    }

    private static LedgerEntry ledger(Subject subject, Map<String, Integer> holders, @Nullable LedgerEntry before) {
        return LedgerEntry.newBuilder()
                .setSubjectId(subject.id())
                .setPublisher(subject.publisher())
                .setRevision(subject.revision())
                .setEventId(subject.eventId())
                .setRecipients(holders)
                .setResponses(before == null ? List.of() : before.getResponses())
                .build();
    }
}
