package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import uk.tocsin.contracts.Role;

/** An administrator finds a council in the reference data and enters it without typing what is public knowledge. */
class ReferenceDataIT {

    private final Hub hub = Hub.get();

    @Test
    void anyMemberMaySearchAndSeesWhoIsInTheDirectory() {
        Caller.Answer answer =
                hub.as("canterbury", Role.PARTNER).get("/v1/directory/reference?search=kent%20non-metropolitan");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("attribution").asString()).contains("mySociety", "CC BY 4.0");
        assertThat(answer.json().path("authorities")).hasSize(12);
        JsonNode thanet = authority(answer, "thanet");
        assertThat(thanet.path("name").asString()).isEqualTo("Thanet District Council");
        assertThat(thanet.path("gssCode").asString()).isEqualTo("E07000114");
        assertThat(thanet.path("county").asString()).isEqualTo("kent");
        assertThat(thanet.path("member").asBoolean()).isTrue();
        assertThat(authority(answer, "gravesham").path("member").asBoolean()).isFalse();
    }

    @Test
    void councilIsEnteredFromTheReferenceDataWithARegionOfOurOwn() {
        Caller.Answer entered = hub.administrator()
                .put(
                        "/v1/directory/members/swale",
                        "{\"fromReference\": true, \"region\": \"Kent\", \"roles\": [\"partner\"]}");

        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        JsonNode swale = hub.as("swale", Role.PARTNER)
                .get("/v1/directory")
                .json()
                .path("members")
                .valueStream()
                .filter(member -> member.path("id").asString().equals("swale"))
                .findFirst()
                .orElseThrow();
        assertThat(swale.path("name").asString()).isEqualTo("Swale Borough Council");
        assertThat(swale.path("kind").asString()).isEqualTo("council");
        assertThat(swale.path("region").asString()).isEqualTo("Kent");
        assertThat(swale.path("gssCodes").path(0).path("code").asString()).isEqualTo("E07000113");
        assertThat(hub.as("swale", Role.PARTNER).get("/v1/inbox").status()).isEqualTo(200);
    }

    @Test
    void idThatTheReferenceDataDoNotKnowIsRefused() {
        Caller.Answer answer =
                hub.administrator().put("/v1/directory/members/example-unknown", "{\"fromReference\": true}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().path("errors").toString()).contains("fromReference");
    }

    private static JsonNode authority(Caller.Answer answer, String id) {
        return answer.json()
                .path("authorities")
                .valueStream()
                .filter(authority -> authority.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
