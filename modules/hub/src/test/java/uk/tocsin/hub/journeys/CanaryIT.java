package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;

/**
 * Promise 1 through the whole hub: an event with a canary in every text, and every output of every kind read as bytes and
 * as text. A canary's first part says who may see it.
 */
class CanaryIT {

    private final Hub hub = Hub.get();
    private final String run = Long.toString(System.nanoTime(), 36);
    private final String incident = "canterbury.canary-" + run;
    private final List<String> hooked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> chatted = Collections.synchronizedList(new ArrayList<>());
    private final Instant from = Instant.now().minusSeconds(1);

    @Test
    @SuppressWarnings("try") // What is opened here is closed at the end, and not spoken to before.
    void noOutputHoldsACanaryThatItsReaderIsNotClearedFor() throws Exception {
        List<String> pushed = Collections.synchronizedList(new ArrayList<>());
        List<String> others = Collections.synchronizedList(new ArrayList<>());
        ResidentMail residents = ResidentMail.get();
        String resident = "canary-" + run + "@example.org";
        residents.subscribe(resident);
        try (InboxStreamReader thanets = new InboxStreamReader(hub.as("thanet", Role.PARTNER), pushed::add);
                InboxStreamReader dovers = new InboxStreamReader(hub.as("dover", Role.PARTNER), others::add);
                WebhookReceiver webhook =
                        new WebhookReceiver(hub.as("thanet", Role.PARTNER), (id, body) -> hooked.add(body));
                ChatReceiver chat = new ChatReceiver(hub.as("thanet", Role.PARTNER), "teams", chatted::add);
                EmailReceiver duty =
                        new EmailReceiver(hub.as("thanet", Role.PARTNER), "duty-" + run + "@thanet.example")) {
            publish();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(pushed.toString()).contains("partner1" + run, "status2" + run);
                assertThat(hooked.toString()).contains("partner1" + run, "status2" + run);
                assertThat(chatted.toString()).contains("partner1" + run, "status2" + run);
                assertThat(duty.letters()).contains("partner1" + run, "status2" + run);
            });
            assertSilent(duty.letters(), "liaison", "audience");
            // What became of deliveries says nothing of what was delivered.
            assertSilent(
                    hub.as("thanet", Role.PARTNER)
                            .get(chat.path() + "/deliveries")
                            .text(),
                    "partner",
                    "liaison",
                    "both",
                    "public",
                    "all",
                    "status",
                    "audience");
        }
        assertSilent(pushed + hooked.toString() + chatted, "liaison", "audience");
        assertSilent(others.toString(), "partner", "liaison", "both", "public", "status");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(bytes(Topics.inbox("thanet"))).contains("partner1" + run);
            assertThat(bytes(Topics.PUBLIC_NOTICES)).contains("public1" + run);
            assertThat(bytes(Topics.NCSC_REFERRALS)).contains("liaison1" + run);
            assertThat(hub.anybody().get("/incidents/" + incident).text()).contains("public2" + run);
            assertThat(hub.anybody().get("/services/canary-public-" + run).text())
                    .contains("public5" + run, "public6" + run);
        });

        // The named partner sees what is for partners and for everyone, and nothing for NCSC.
        for (String output : List.of(
                bytes(Topics.inbox("thanet")),
                hub.as("thanet", Role.PARTNER).get("/v1/inbox?limit=50").text(),
                history("thanet", Role.PARTNER))) {
            assertThat(output).contains("partner1" + run, "public1" + run, "both1" + run, "status2" + run);
            assertSilent(output, "liaison", "audience");
        }
        // A council outside the audience holds nothing, and history shows it only the public words.
        assertSilent(bytes(Topics.inbox("dover")), "partner", "liaison", "both", "public", "status");
        assertSilent(
                hub.as("dover", Role.PARTNER).get("/v1/inbox?limit=50").text(),
                "partner",
                "liaison",
                "both",
                "public",
                "status");
        assertSilent(history("dover", Role.PARTNER), "partner", "liaison", "both", "audience", "status");
        // The public: every page, feed, alert, badge and status that the site lists, and the topic itself.
        assertSilent(bytes(Topics.PUBLIC_NOTICES), "partner", "liaison", "both", "audience", "status");
        for (String path : publicPaths()) {
            Caller.Answer answer = hub.anybody().get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertSilent(answer.text(), "partner", "liaison", "both", "audience", "status");
        }
        for (String path : List.of(
                "/",
                "/feed.atom",
                "/feed.json",
                "/feed.rss",
                "/cap.atom",
                "/api/v2/incidents.json",
                "/councils/canterbury")) {
            assertThat(hub.anybody().get(path).text()).as(path).contains("public1" + run);
        }
        // A resident is sent what the public sees, and the letters hold nothing else.
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(letters(residents, resident))
                        .contains("public1" + run, "public2" + run, "public5" + run, "public6" + run));
        assertSilent(letters(residents, resident), "partner", "liaison", "both", "audience", "status");
        // NCSC sees what is for it, and nothing that is for partners alone.
        for (String output : List.of(bytes(Topics.NCSC_REFERRALS), lease(), history("ncsc", Role.LIAISON))) {
            assertThat(output).contains("liaison1" + run, "both1" + run);
            assertSilent(output, "partner", "audience", "status");
        }
        // The coordinator sees what its region tells partners, but a strict section only when named; and it is not
        // NCSC.
        String coordinators = history("kent-resilience", Role.COORDINATOR);
        assertThat(coordinators).contains("status2" + run, "public1" + run);
        assertSilent(coordinators, "partner", "liaison", "both", "audience");
        // Who may ask for the recipients hears who they are, and nothing that the incident says.
        for (Caller overseer : List.of(hub.publisher("canterbury"), hub.as("kent-resilience", Role.COORDINATOR))) {
            String recipients =
                    overseer.get("/v1/incidents/" + incident + "/recipients").text();
            assertThat(recipients).contains("\"member\":\"thanet\"", "\"reason\":\"not-in-audience\"");
            assertSilent(recipients, "partner", "liaison", "both", "public", "all", "audience");
        }
        // The publisher sees its own event whole.
        assertThat(history("canterbury", Role.PUBLISHER)).contains("partner1" + run, "liaison1" + run);
        // Nothing went astray with what could not be read or delivered.
        assertSilent(bytes(Topics.DEAD_LETTERS), "partner", "liaison", "both", "public", "status");
    }

    private static String letters(ResidentMail residents, String address) {
        return residents.letters(address).stream().map(ResidentMail::whole).collect(Collectors.joining("\n"));
    }

    /** What the site has of the council and of its canary, and everything that is not about one council or incident. */
    private List<String> publicPaths() {
        String council = "/councils/canterbury";
        String about = "/incidents/" + incident;
        List<String> paths = new ArrayList<>(List.of("/?council=canterbury", "/not-affected", "/follow", "/archive"));
        paths.add("/archive/" + YearMonth.now(ZoneId.of("Europe/London")));
        paths.addAll(List.of(
                "/cap.atom", "/cap/" + incident + "/1.xml", "/accessibility", "/services/canary-public-" + run, about));
        paths.addAll(List.of(council, council + "/badge.svg", council + "/banner", council + "/service-status.json"));
        for (String under : List.of("", council, about)) {
            paths.addAll(List.of(under + "/feed.atom", under + "/feed.json", under + "/feed.rss"));
        }
        for (String under : List.of("", council)) {
            paths.addAll(List.of(
                    under + "/api/v2/summary.json",
                    under + "/api/v2/status.json",
                    under + "/api/v2/components.json",
                    under + "/api/v2/incidents.json",
                    under + "/api/v2/incidents/unresolved.json",
                    under + "/api/v2/scheduled-maintenances.json"));
        }
        return paths;
    }

    /** The referral as the queue hands it out; others on the way are accepted. */
    private String lease() {
        Caller ncsc = hub.as("ncsc", Role.LIAISON);
        return await().atMost(Duration.ofMinutes(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(
                        () -> {
                            Caller.Answer answer = ncsc.post("/v1/referrals/lease", "");
                            if (answer.status() == 200) {
                                String id = answer.json().path("leaseId").asString();
                                ncsc.post("/v1/referrals/leases/" + id + "/accept", "{}");
                            }
                            return answer.text();
                        },
                        lease -> lease.contains(incident));
    }

    private void publish() {
        String body = """
                {"eventId":"%1$s","incidentId":"%2$s","kind":"declared","phase":"investigating",
                 "personalData":"not-known","suppliers":["both1%3$s"],
                 "links":[{"incidentId":"thanet.other","relation":"related","note":"both2%3$s"}],
                 "affectedServices":[{"serviceId":"canterbury.planning","name":"all1%3$s"}],
                 "public":{"headline":"public1%3$s","statement":"public2%3$s"},
                 "partner":{"tlp":"TLP:AMBER+STRICT","audience":{"members":["thanet"]},"summary":"partner1%3$s",
                   "techniques":["T1566.001"],"advice":"partner2%3$s","contact":"partner3%3$s",
                   "indicators":[{"type":"domain","value":"partner4%3$s.example","pap":"red","note":"partner5%3$s"}]},
                 "liaison":{"tlp":"TLP:AMBER","technicalDetail":"liaison1%3$s","helpWanted":"liaison2%3$s",
                   "contact":"liaison3%3$s","ncscReference":"liaison4%3$s"}}
                """.formatted(UUID.randomUUID(), incident, run);
        String status = """
                {"eventId":"%1$s","serviceId":"canterbury.canary-%2$s","serviceName":"status1%2$s","state":"degraded",
                 "cause":"incident","incidentId":"%3$s","message":"status2%2$s","alternative":"status3%2$s",
                 "sharing":"partners","audience":{"members":["thanet"]},"since":"%4$s"}
                """.formatted(UUID.randomUUID(), run, incident, from);
        String publicStatus = """
                {"eventId":"%1$s","serviceId":"canterbury.canary-public-%2$s","serviceName":"public5%2$s",
                 "state":"degraded","cause":"incident","incidentId":"canterbury.status9%2$s","message":"public6%2$s",
                 "sharing":"public","audience":{"members":["thanet"]},"since":"%3$s"}
                """.formatted(UUID.randomUUID(), run, from);
        assertPublished("/v1/service-status", status);
        assertPublished("/v1/service-status", publicStatus);
        assertPublished("/v1/incidents", body);
    }

    private void assertPublished(String path, String body) {
        Caller.Answer answer = hub.publisher("canterbury").post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private void assertSilent(String output, String... kinds) {
        for (String kind : kinds) {
            assertThat(output).doesNotContainPattern(kind + "[0-9]" + run);
        }
    }

    private String history(String member, Role role) {
        return hub.as(member, role)
                .get("/v1/history?from=" + from + "&to=" + Instant.now().plusSeconds(60))
                .text();
    }

    private String bytes(String topic) {
        return hub.kafka.read(topic).stream()
                .map(record -> new String(record.value(), StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining("\n"));
    }
}
