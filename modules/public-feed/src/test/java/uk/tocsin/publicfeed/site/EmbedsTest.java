package uk.tocsin.publicfeed.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.ServiceState;

class EmbedsTest {

    private static JsonNode drupal(PublicNotice... notices) {
        return JsonMapper.shared()
                .readTree(Notices.at("/councils/canterbury/service-status.json", Notices.NOW, notices));
    }

    @ParameterizedTest
    @CsvSource({
        "OPERATIONAL, 2-no-issues",
        "DEGRADED, 1-has-issues",
        "RESTRICTED, 1-has-issues",
        "PARTIAL_OUTAGE, 1-has-issues",
        "MAINTENANCE, 1-has-issues",
        "UNKNOWN, 1-has-issues",
        "MAJOR_OUTAGE, 0-severe-impact"
    })
    void stateIsAValueOfLocalGovDrupal(ServiceState state, String value) {
        JsonNode answer = drupal(Notices.service(1, state, "message"));

        assertThat(answer.at("/services/0/status").asString()).isEqualTo(value);
        assertThat(answer.at("/services/0/name").asString()).isEqualTo("Planning");
        assertThat(answer.at("/alertBanner").isNull()).isTrue();
    }

    @Test
    void openIncidentIsAnAlertBannerAsGraveAsItsServices() {
        PublicNotice incident = Notices.incident(1, EventKind.DECLARED, "text");

        assertThat(drupal(incident).at("/alertBanner/type").asString()).isEqualTo("20--minor");
        assertThat(drupal(incident, Notices.service(1, ServiceState.MAJOR_OUTAGE, "down"))
                        .at("/alertBanner/type")
                        .asString())
                .isEqualTo("50--major");
        assertThat(drupal(Notices.incident(1, EventKind.RESOLVED, "over"))
                        .at("/alertBanner")
                        .isNull())
                .isTrue();
    }

    @Test
    void badgeAndBannerSayInWordsHowACouncilIs() {
        assertThat(Notices.at("/councils/canterbury/badge.svg", Notices.NOW, Notices.story()))
                .contains("<title>Canterbury City Council: 1 service affected</title>", "role=\"img\"");
        assertThat(Notices.at("/councils/dover/badge.svg", Notices.NOW, Notices.story()))
                .contains("Dover District Council: No problems reported");
        assertThat(Notices.at("/councils/canterbury/banner", Notices.NOW, Notices.story()))
                .contains(
                        "Canterbury City Council", "1 service affected", "https://notices.example/councils/canterbury");
        assertThat(Notices.at(
                        "/councils/canterbury/banner",
                        Notices.NOW,
                        Notices.affecting(Notices.incident(1, EventKind.DECLARED, "x"))))
                .contains("Incident reported");
    }
}
