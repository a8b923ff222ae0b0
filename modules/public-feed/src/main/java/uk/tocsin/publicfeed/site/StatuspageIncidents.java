package uk.tocsin.publicfeed.site;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.publicfeed.site.Statuspage.Component;
import uk.tocsin.publicfeed.site.Statuspage.Incident;
import uk.tocsin.publicfeed.site.Statuspage.Update;

/**
 * The incidents of a scope as incidents of Statuspage.
 *
 * @param board where affected services are found
 * @param components how a service is shown
 * @param baseUrl address of the site
 * @param texts words of the site
 * @param limit most incidents in one answer
 */
record StatuspageIncidents(
        Scope scope, NoticeBoard board, StatuspageComponents components, URI baseUrl, Texts texts, int limit) {

    private static final String RESOLVED = "resolved";

    /** The latest incidents, however they stand. */
    List<Incident> all() {
        return latest(incident -> true);
    }

    /** The latest of those that go on, however many have ended since. */
    List<Incident> unresolved() {
        return latest(incident -> !status(incident).equals(RESOLVED));
    }

    private List<Incident> latest(Predicate<BoardIncident> wanted) {
        return scope.incidents().stream()
                .filter(incident -> !incident.isOnlyNotAffected())
                .filter(wanted)
                .sorted(Comparator.comparing(BoardIncident::updatedAt)
                        .reversed()
                        .thenComparing(BoardIncident::id))
                .limit(limit)
                .map(this::incident)
                .toList();
    }

    private static String status(BoardIncident incident) {
        HistoryEntry last = incident.history().get(incident.history().size() - 1);
        return status(last, last.incident());
    }

    private Incident incident(BoardIncident incident) {
        List<Update> updates = new ArrayList<>();
        for (int at = incident.history().size() - 1; at >= 0; at--) {
            updates.add(update(incident, incident.history().get(at)));
        }
        PublicIncident content = incident.content();
        List<Component> affected = content == null
                ? List.of()
                : content.getAffectedServices().stream()
                        .flatMap(named -> board.service(named.getServiceId()).stream())
                        .filter(service -> service.content() != null)
                        .map(service -> components.component(service, 1))
                        .toList();
        return new Incident(
                incident.id(),
                new Words(texts).headline(incident),
                updates.get(0).status(),
                impact(incident, affected),
                baseUrl + Addresses.incident(incident.id()),
                StatuspageAnswers.PAGE_ID,
                incident.firstNoticeAt(),
                incident.updatedAt(),
                incident.firstNoticeAt(),
                null,
                incident.isOpen() ? null : incident.updatedAt(),
                updates,
                affected);
    }

    private Update update(BoardIncident incident, HistoryEntry entry) {
        PublicIncident content = entry.incident();
        Instant at = entry.recordedAt();
        return new Update(
                incident.id() + "." + entry.revision(),
                incident.id(),
                status(entry, content),
                content == null ? texts.say("feed.withdrawn") : content.getStatement(),
                at,
                at,
                at,
                List.of());
    }

    private static String status(HistoryEntry entry, @Nullable PublicIncident content) {
        if (content == null || entry.kind() == EventKind.RESOLVED || entry.kind() == EventKind.NOT_AFFECTED) {
            return RESOLVED;
        }
        Phase phase = content.getPhase();
        return switch (phase) {
            case SUSPECTED, INVESTIGATING, UNKNOWN -> "investigating";
            case CONTAINED -> "identified";
            case RECOVERING -> "monitoring";
            case RESOLVED -> RESOLVED;
        };
    }

    /** By the worst state that an affected service is in now; at least minor while it goes on. */
    private static String impact(BoardIncident incident, List<Component> components) {
        if (!incident.isOpen()) {
            return "none";
        }
        List<String> states = components.stream().map(Component::status).toList();
        if (states.contains("major_outage")) {
            return "critical";
        }
        return states.contains("partial_outage") ? "major" : "minor";
    }
}
