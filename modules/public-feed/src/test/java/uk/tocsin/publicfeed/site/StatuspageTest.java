package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.SubjectType;

class StatuspageTest {

    private static JsonNode answer(String path, PublicNotice... notices) {
        return JsonMapper.shared().readTree(Notices.at(path, Notices.NOW, notices));
    }

    @ParameterizedTest
    @CsvSource({
        "OPERATIONAL, operational, none, All Systems Operational",
        "MAINTENANCE, under_maintenance, maintenance, Service Under Maintenance",
        "DEGRADED, degraded_performance, minor, Minor Service Outage",
        "RESTRICTED, degraded_performance, minor, Minor Service Outage",
        "UNKNOWN, degraded_performance, minor, Minor Service Outage",
        "PARTIAL_OUTAGE, partial_outage, major, Partial System Outage",
        "MAJOR_OUTAGE, major_outage, critical, Major Service Outage"
    })
    void stateIsComponentStatusAndIndicator(ServiceState state, String status, String indicator, String description) {
        JsonNode summary = answer("/api/v2/summary.json", Notices.service(1, state, "message"));

        assertThat(summary.at("/status/indicator").asString()).isEqualTo(indicator);
        assertThat(summary.at("/status/description").asString()).isEqualTo(description);
        assertThat(summary.at("/components/0/id").asString()).isEqualTo("canterbury");
        assertThat(summary.at("/components/0/group").asBoolean()).isTrue();
        assertThat(summary.at("/components/0/status").asString()).isEqualTo(status);
        assertThat(summary.at("/components/1/name").asString()).isEqualTo("Planning");
        assertThat(summary.at("/components/1/group_id").asString()).isEqualTo("canterbury");
        assertThat(summary.at("/components/1/status").asString()).isEqualTo(status);
    }

    @Test
    void incidentHasItsNoticesTheLatestFirst() {
        JsonNode incident = answer("/api/v2/incidents.json", Notices.story()).at("/incidents/0");

        assertThat(incident.at("/id").asString()).isEqualTo(Notices.INCIDENT);
        assertThat(incident.at("/status").asString()).isEqualTo("investigating");
        assertThat(incident.at("/impact").asString()).isEqualTo("critical");
        assertThat(incident.at("/shortlink").asString())
                .isEqualTo("https://notices.example/incidents/canterbury.2024-01-cyber");
        assertThat(incident.at("/incident_updates")).hasSize(2);
        assertThat(incident.at("/incident_updates/0/body").asString())
                .startsWith("We are dealing with a security incident. Planning");
        assertThat(incident.at("/components/0/id").asString()).isEqualTo(Notices.SERVICE);
        assertThat(incident.at("/resolved_at").isNull()).isTrue();
    }

    @Test
    void resolvedAndWithdrawnAreNotUnresolvedAndNotAffectedIsNoIncident() {
        assertThat(answer("/api/v2/incidents/unresolved.json", Notices.story()).at("/incidents"))
                .hasSize(1);
        assertThat(answer("/api/v2/incidents.json", Notices.story()).at("/incidents"))
                .hasSize(2);
        JsonNode withdrawn = answer(
                        "/api/v2/incidents.json",
                        Notices.incident(1, EventKind.DECLARED, "secret slip"),
                        Notices.withdrawal(SubjectType.INCIDENT, Notices.INCIDENT, 2))
                .at("/incidents/0");
        assertThat(withdrawn.at("/status").asString()).isEqualTo("resolved");
        assertThat(withdrawn.toString()).doesNotContain("secret slip", "Headline");
    }

    /** The limit once fell before the choice: enough incidents that had ended since hid one that goes on. */
    @Test
    void incidentThatGoesOnIsUnresolvedHoweverManyHaveEndedSince() {
        PublicNotice[] notices = Stream.concat(
                        Stream.of(Notices.incident(1, EventKind.DECLARED, "Still going on.")),
                        IntStream.range(0, 200).mapToObj(StatuspageTest::ended))
                .toArray(PublicNotice[]::new);

        assertThat(answer("/api/v2/incidents/unresolved.json", notices)
                        .at("/incidents/0/id")
                        .asString())
                .isEqualTo(Notices.INCIDENT);
    }

    private static PublicNotice ended(int number) {
        PublicNotice notice = Notices.incident(2, EventKind.RESOLVED, "Over.");
        notice.put("subjectId", "canterbury.ended-" + number);
        return notice;
    }

    @Test
    void councilHasAPageOfItsOwn() {
        JsonNode summary = answer("/councils/thanet/api/v2/summary.json", Notices.story());

        assertThat(summary.at("/page/name").asString()).isEqualTo("Thanet District Council");
        assertThat(summary.at("/page/url").asString()).isEqualTo("https://notices.example/councils/thanet");
        assertThat(summary.at("/components")).hasSize(2);
        assertThat(summary.at("/incidents")).isEmpty();
    }

    @Test
    void fieldsHaveStatuspagesNames() {
        JsonNode summary = answer("/api/v2/summary.json", Notices.story());

        assertThat(summary.propertyNames())
                .containsExactlyInAnyOrder("page", "status", "components", "incidents", "scheduled_maintenances");
        assertThat(summary.at("/page").propertyNames())
                .containsExactlyInAnyOrder("id", "name", "url", "time_zone", "updated_at");
        assertThat(summary.at("/components/1").propertyNames())
                .contains("created_at", "updated_at", "position", "group_id", "page_id", "only_show_if_degraded");
        assertThat(summary.at("/incidents/0").propertyNames())
                .contains("created_at", "started_at", "monitoring_at", "resolved_at", "incident_updates", "page_id");
    }
}
