package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;

/** "Why did Dover not get it?" has an answer, for the council whose incident it is and for its region's coordinator. */
class RecipientsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Hub hub = Hub.get();
    private final String incident =
            "canterbury.recipients-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void ownerSeesWhoWasSentWhichRevisionWhoHasTakenItAndWhyOthersWereNot() throws IOException {
        hub.member("example-hooked", "council", "partner");
        var refuses = new AtomicInteger(500);
        HttpServer endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(refuses.get(), -1);
            exchange.close();
        });
        endpoint.start();
        try {
            assertThat(hub.as("example-hooked", Role.PARTNER)
                            .post(
                                    "/v1/subscriptions",
                                    "{\"endpoint\":\"http://127.0.0.1:%d/\"}"
                                            .formatted(endpoint.getAddress().getPort()))
                            .status())
                    .isBetween(200, 201);
            publish("declared", "\"thanet\",\"example-hooked\"");

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(recipient("thanet").path("revision").asInt()).isEqualTo(1);
                assertThat(recipient("thanet").path("taken").asString()).isEqualTo("unknown");
                assertThat(recipient("example-hooked").path("taken").asString()).isEqualTo("no");
                assertThat(withheld("dover")).isEqualTo("not-in-audience");
            });

            refuses.set(204);
            publish("updated", "\"example-hooked\"");

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(recipient("thanet").path("withdrawn").asBoolean()).isTrue();
                assertThat(recipient("thanet").path("revision").asInt()).isEqualTo(2);
                assertThat(recipient("example-hooked").path("revision").asInt()).isEqualTo(2);
                assertThat(recipient("example-hooked").path("taken").asString()).isEqualTo("yes");
                assertThat(recipient("example-hooked").path("takenBy").toString())
                        .isEqualTo("[\"webhook\"]");
            });

            refuses.set(400);
            publish("updated", "\"example-hooked\"");

            Caller partner = hub.as("example-hooked", Role.PARTNER);
            String subscription = partner.get("/v1/subscriptions")
                    .json()
                    .at("/items/0/subscriptionId")
                    .asString();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(partner.get("/v1/subscriptions/" + subscription + "/deliveries")
                                    .text())
                            .contains("dead-letter"));
            assertThat(recipient("example-hooked").path("taken").asString()).isEqualTo("no");

            refuses.set(204);
            assertThat(partner.post("/v1/subscriptions/" + subscription + "/redrive", "{\"all\":true}")
                            .status())
                    .isEqualTo(200);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    recipient("example-hooked").path("taken").asString())
                            .isEqualTo("yes"));
        } finally {
            endpoint.stop(0);
        }
    }

    /** Neither leaves a mark in the hub by itself: one commits in a group of its own, the other comes back for more. */
    @Test
    void memberThatReadsWithKafkaOrComesBackForMoreIsKnownToHaveTakenIt() {
        String reads = "example-reads-" + Long.toString(System.nanoTime(), 36);
        String pulls = "example-pulls-" + Long.toString(System.nanoTime(), 36);
        hub.member(reads, "council", "partner");
        hub.member(pulls, "council", "partner");
        Caller partner = hub.as(pulls, Role.PARTNER);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(partner.get("/v1/inbox").status()).isEqualTo(200));
        publish("declared", "\"" + reads + "\",\"" + pulls + "\"");
        JsonNode given = partner.get("/v1/inbox?after=start&wait=30s").json();
        assertThat(given.at("/items/0/data/subjectId").asString()).isEqualTo(incident);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(recipient(reads).path("taken").asString()).isEqualTo("unknown");
            assertThat(recipient(pulls).path("taken").asString()).isEqualTo("unknown");
        });

        hub.kafka.take(Topics.inbox(reads), reads + ".desk");
        assertThat(partner.get("/v1/inbox?after=" + given.path("next").asString())
                        .status())
                .isEqualTo(200);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(recipient(reads).path("taken").asString()).isEqualTo("yes");
            assertThat(recipient(reads).path("takenBy").toString()).isEqualTo("[\"kafka\"]");
            assertThat(recipient(pulls).path("taken").asString()).isEqualTo("yes");
            assertThat(recipient(pulls).path("takenBy").toString()).isEqualTo("[\"pull\"]");
        });
    }

    @Test
    void onlyTheOwnerAndItsRegionsCoordinatorMaySee() {
        publish("declared", "\"thanet\"");
        String path = "/v1/incidents/" + incident + "/recipients";

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(hub.publisher("canterbury").get(path).status())
                                .isEqualTo(200));
        assertThat(hub.as("kent-resilience", Role.COORDINATOR).get(path).status())
                .isEqualTo(200);
        assertThat(hub.publisher("thanet").get(path).status()).isEqualTo(404);
        assertThat(hub.as("thanet", Role.PARTNER).get(path).status()).isEqualTo(403);
        assertThat(hub.publisher("canterbury")
                        .get("/v1/incidents/canterbury.never/recipients")
                        .status())
                .isEqualTo(404);
    }

    private JsonNode answer() {
        Caller.Answer answer = hub.publisher("canterbury").get("/v1/incidents/" + incident + "/recipients");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode recipient(String member) {
        return one(answer().path("recipients"), member);
    }

    private String withheld(String member) {
        return one(answer().path("withheld"), member).path("reason").asString();
    }

    private static JsonNode one(JsonNode items, String member) {
        for (JsonNode item : items) {
            if (item.path("member").asString().equals(member)) {
                return item;
            }
        }
        throw new AssertionError(member + " is not in " + items);
    }

    private void publish(String kind, String members) {
        String body = """
                {"eventId":"%s","incidentId":"%s","kind":"%s","phase":"investigating",
                 "partner":{"tlp":"TLP:AMBER","audience":{"members":[%s]},"summary":"Example summary"}}
                """.formatted(UUID.randomUUID(), incident, kind, members);
        Caller.Answer answer = hub.publisher("canterbury").post("/v1/incidents", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }
}
