package uk.tocsin.publicfeed.site;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import uk.tocsin.publicfeed.site.Statuspage.Page;
import uk.tocsin.publicfeed.site.Statuspage.Status;

/** Puts what is in a scope into the words of Statuspage. */
final class StatuspageAnswers {

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

    static final String PAGE_ID = "tocsin";

    private final Scope scope;
    private final String title;
    private final URI baseUrl;
    private final StatuspageComponents components;
    private final StatuspageIncidents incidents;

    /**
     * Answers of one scope.
     *
     * @param scope everything, or one council
     * @param board who is called what
     * @param title name of the site
     * @param baseUrl address of the site
     * @param texts words of the site
     * @param limit most incidents in one answer
     */
    StatuspageAnswers(Scope scope, NoticeBoard board, String title, URI baseUrl, Texts texts, int limit) {
        this.scope = scope;
        this.title = title;
        this.baseUrl = baseUrl;
        this.components = new StatuspageComponents(scope, board);
        this.incidents = new StatuspageIncidents(scope, board, components, baseUrl, texts, limit);
    }

    /** The answer of {@code file}, or empty for one that is not in {@link #FILES}. */
    Optional<Object> answer(String file) {
        Object answer =
                switch (file) {
                    case "summary.json" ->
                        new Statuspage.Summary(page(), status(), components.all(), incidents.unresolved(), List.of());
                    case "status.json" -> new Statuspage.StatusAnswer(page(), status());
                    case "components.json" -> new Statuspage.Components(page(), components.all());
                    case "incidents.json" -> new Statuspage.Incidents(page(), incidents.all());
                    case "incidents/unresolved.json" -> new Statuspage.Incidents(page(), incidents.unresolved());
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
        List<String> services = components.statuses();
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
}
