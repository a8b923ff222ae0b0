package uk.tocsin.publicfeed.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The answers of version 2 of Atlassian's Statuspage, in its own names, so that tools made for it work unchanged. */
final class Statuspage {

    private Statuspage() {}

    /** Whose page it is. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Page(String id, String name, String url, String timeZone, Instant updatedAt) {}

    /** All in one word, and in a sentence. */
    record Status(String indicator, String description) {}

    /** A council, as a group, or one of its services. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Component(
            String id,
            String name,
            String status,
            Instant createdAt,
            Instant updatedAt,
            int position,
            @Nullable String description,
            boolean showcase,
            @Nullable String startDate,
            @Nullable String groupId,
            String pageId,
            boolean group,
            boolean onlyShowIfDegraded) {}

    /** One notice of an incident. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Update(
            String id,
            String incidentId,
            String status,
            String body,
            Instant createdAt,
            Instant updatedAt,
            Instant displayAt,
            List<Component> affectedComponents) {}

    /** An incident with its notices, the latest first. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Incident(
            String id,
            String name,
            String status,
            String impact,
            String shortlink,
            String pageId,
            Instant createdAt,
            Instant updatedAt,
            Instant startedAt,
            @Nullable Instant monitoringAt,
            @Nullable Instant resolvedAt,
            List<Update> incidentUpdates,
            List<Component> components) {}

    /** {@code summary.json}. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Summary(
            Page page,
            Status status,
            List<Component> components,
            List<Incident> incidents,
            List<Object> scheduledMaintenances) {}

    /** {@code status.json}. */
    record StatusAnswer(Page page, Status status) {}

    /** {@code components.json}. */
    record Components(Page page, List<Component> components) {}

    /** {@code incidents.json} and {@code incidents/unresolved.json}. */
    record Incidents(Page page, List<Incident> incidents) {}

    /** {@code scheduled-maintenances.json} and what is under it: always empty, as councils publish no plans here. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Maintenances(Page page, List<Object> scheduledMaintenances) {}
}
