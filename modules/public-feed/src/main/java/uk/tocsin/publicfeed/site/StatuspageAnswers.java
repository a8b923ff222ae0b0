package uk.tocsin.publicfeed.site;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.contracts.PublicService;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.publicfeed.site.Statuspage.Component;
import uk.tocsin.publicfeed.site.Statuspage.Incident;
import uk.tocsin.publicfeed.site.Statuspage.Page;
import uk.tocsin.publicfeed.site.Statuspage.Status;
import uk.tocsin.publicfeed.site.Statuspage.Update;

/**
 * Puts what is in a scope into the words of Statuspage.
 *
 * @param scope everything, or one council
 * @param board who is called what
 * @param title name of the site
 * @param baseUrl address of the site
 * @param texts words of the site
 * @param limit most incidents in one answer
 */
record StatuspageAnswers(Scope scope, NoticeBoard board, String title, URI baseUrl, Texts texts, int limit) {

    /** The files that there are, as paths under {@code /api/v2}. */
    static final List<String> FILES = List.of(
            "summary.json",
            "status.json",
            "components.json",
            "incidents.json",
            "incidents/unresolved.json",
            "scheduled-maintenances.json",
            "scheduled-maintenances/upcoming.json",
            "scheduled-maintenances/active.json");

    private static final String PAGE_ID = "tocsin";

    /** The answer of {@code file}, or empty for one that is not in {@link #FILES}. */
    Optional<Object> answer(String file) {
        Object answer =
                switch (file) {
                    case "summary.json" ->
                        new Statuspage.Summary(page(), status(), components(), unresolved(), List.of());
                    case "status.json" -> new Statuspage.StatusAnswer(page(), status());
                    case "components.json" -> new Statuspage.Components(page(), components());
                    case "incidents.json" -> new Statuspage.Incidents(page(), incidents());
                    case "incidents/unresolved.json" -> new Statuspage.Incidents(page(), unresolved());
                    case "scheduled-maintenances.json",
                            "scheduled-maintenances/upcoming.json",
                            "scheduled-maintenances/active.json" -> new Statuspage.Maintenances(page(), List.of());
                    default -> null;
                };
        return Optional.ofNullable(answer);
    }

    private Page page() {
        Instant updated = Stream.concat(
                        scope.incidents().stream().map(BoardIncident::updatedAt),
                        scope.services().stream().map(BoardService::updatedAt))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        String name = scope.title().isEmpty() ? title : scope.title();
        return new Page(PAGE_ID, name, baseUrl + scope.page(), "Europe/London", updated);
    }

    private Status status() {
        List<String> services = scope.services().stream()
                .map(StatuspageAnswers::content)
                .flatMap(Optional::stream)
                .map(content -> componentStatus(content.getState()))
                .toList();
        boolean isOpen = scope.incidents().stream().anyMatch(BoardIncident::isOpen);
        if (services.contains("major_outage")) {
            return new Status("critical", "Major Service Outage");
        }
        if (services.contains("partial_outage")) {
            return new Status("major", "Partial System Outage");
        }
        if (services.contains("degraded_performance") || isOpen) {
            return new Status("minor", "Minor Service Outage");
        }
        return services.contains("under_maintenance")
                ? new Status("maintenance", "Service Under Maintenance")
                : new Status("none", "All Systems Operational");
    }

    /** A group for each council, and behind it its services; one that was withdrawn is not there. */
    private List<Component> components() {
        List<Component> components = new ArrayList<>();
        scope.services().stream()
                .filter(service -> service.content() != null)
                .map(BoardService::publisher)
                .distinct()
                .forEach(member -> addCouncil(components, member));
        return components;
    }

    private void addCouncil(List<Component> components, String member) {
        List<BoardService> services = scope.services().stream()
                .filter(service -> service.publisher().equals(member) && service.content() != null)
                .sorted(Comparator.comparing(BoardService::id))
                .toList();
        Instant created = services.stream()
                .map(BoardService::firstNoticeAt)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Instant updated = services.stream()
                .map(BoardService::updatedAt)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        String worst = services.stream()
                .map(StatuspageAnswers::content)
                .flatMap(Optional::stream)
                .map(content -> componentStatus(content.getState()))
                .max(Comparator.comparing(BY_WEIGHT::indexOf))
                .orElse(BY_WEIGHT.get(0));
        int position = components.size() + 1;
        components.add(new Component(
                member,
                board.nameOf(member),
                worst,
                created,
                updated,
                position,
                null,
                false,
                null,
                null,
                PAGE_ID,
                true,
                false));
        for (BoardService service : services) {
            components.add(component(service, components.size() + 1));
        }
    }

    private static final List<String> BY_WEIGHT =
            List.of("operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage");

    private Component component(BoardService service, int position) {
        PublicService content = content(service).orElseThrow();
        return new Component(
                service.id(),
                content.getName(),
                componentStatus(content.getState()),
                service.firstNoticeAt(),
                service.updatedAt(),
                position,
                content.getMessage(),
                false,
                null,
                service.publisher(),
                PAGE_ID,
                false,
                false);
    }

    private static String componentStatus(ServiceState state) {
        return switch (state) {
            case OPERATIONAL -> "operational";
            case DEGRADED, RESTRICTED, UNKNOWN -> "degraded_performance";
            case PARTIAL_OUTAGE -> "partial_outage";
            case MAJOR_OUTAGE -> "major_outage";
            case MAINTENANCE -> "under_maintenance";
        };
    }

    private List<Incident> incidents() {
        return scope.incidents().stream()
                .filter(incident -> !incident.isOnlyNotAffected())
                .sorted(Comparator.comparing(BoardIncident::updatedAt)
                        .reversed()
                        .thenComparing(BoardIncident::id))
                .limit(limit)
                .map(this::incident)
                .toList();
    }

    private List<Incident> unresolved() {
        return incidents().stream()
                .filter(incident -> !incident.status().equals("resolved"))
                .toList();
    }

    private Incident incident(BoardIncident incident) {
        List<Update> updates = new ArrayList<>();
        for (int at = incident.history().size() - 1; at >= 0; at--) {
            updates.add(update(incident, incident.history().get(at)));
        }
        PublicIncident content = incident.content();
        List<Component> components = content == null
                ? List.of()
                : content.getAffectedServices().stream()
                        .flatMap(affected -> board.service(affected.getServiceId()).stream())
                        .filter(service -> service.content() != null)
                        .map(service -> component(service, 1))
                        .toList();
        return new Incident(
                incident.id(),
                new Words(texts).headline(incident),
                updates.get(0).status(),
                impact(incident, components),
                baseUrl + Addresses.incident(incident.id()),
                PAGE_ID,
                incident.firstNoticeAt(),
                incident.updatedAt(),
                incident.firstNoticeAt(),
                null,
                incident.isOpen() ? null : incident.updatedAt(),
                updates,
                components);
    }

    private Update update(BoardIncident incident, HistoryEntry entry) {
        PublicIncident content = entry.incident();
        Instant at = entry.recordedAt();
        return new Update(
                incident.id() + "." + entry.revision(),
                incident.id(),
                incidentStatus(entry, content),
                content == null ? texts.say("feed.withdrawn") : content.getStatement(),
                at,
                at,
                at,
                List.of());
    }

    private static String incidentStatus(HistoryEntry entry, @Nullable PublicIncident content) {
        if (content == null || entry.kind() == EventKind.RESOLVED || entry.kind() == EventKind.NOT_AFFECTED) {
            return "resolved";
        }
        Phase phase = content.getPhase();
        return switch (phase) {
            case SUSPECTED, INVESTIGATING, UNKNOWN -> "investigating";
            case CONTAINED -> "identified";
            case RECOVERING -> "monitoring";
            case RESOLVED -> "resolved";
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

    private static Optional<PublicService> content(BoardService service) {
        return Optional.ofNullable(service.content());
    }
}
