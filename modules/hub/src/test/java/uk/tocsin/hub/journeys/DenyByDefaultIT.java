package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.tocsin.contracts.Role;
import uk.tocsin.hub.identity.EmbeddedIssuer;

/** Every API denies by default, and a role counts only while the directory grants it. */
class DenyByDefaultIT {

    private final Hub hub = Hub.get();

    /** Whatever paths there are, so that one that is added later is tried too. */
    @TestFactory
    Stream<DynamicTest> withoutATokenNoPathAnswers() {
        List<String> paths = hub.paths().stream()
                .filter(path -> path.contains(" /v1"))
                .map(path -> path.replaceAll("\\{[^}]*}", "example"))
                .toList();
        assertThat(paths).hasSizeGreaterThan(12);
        return Stream.concat(paths.stream(), Stream.of("GET /v1/anything-else", "GET /internal"))
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    String method = path.substring(0, path.indexOf(' '));
                    assertThat(call(hub.anybody(), method, path.substring(path.indexOf(' ') + 1))
                                    .status())
                            .isEqualTo(401);
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/inbox,PUBLISHER",
        "GET,/v1/inbox/stream,PUBLISHER",
        "PUT,/v1/directory/members/dover,PARTNER",
        "PUT,/v1/directory/circles/kent-councils,PUBLISHER",
        "POST,/v1/subscriptions,PUBLISHER",
        "GET,/v1/subscriptions,PUBLISHER",
        "GET,/v1/subscriptions/x,PUBLISHER",
        "PUT,/v1/subscriptions/x,PUBLISHER",
        "DELETE,/v1/subscriptions/x,PUBLISHER",
        "POST,/v1/subscriptions/x/confirm,PUBLISHER",
        "POST,/v1/subscriptions/x/pause,PUBLISHER",
        "POST,/v1/subscriptions/x/resume,PUBLISHER",
        "POST,/v1/subscriptions/x/secret,PUBLISHER",
        "POST,/v1/subscriptions/x/ping,PUBLISHER",
        "GET,/v1/subscriptions/x/deliveries,PUBLISHER",
        "POST,/v1/subscriptions/x/redrive,PUBLISHER",
        "POST,/v1/incidents,PARTNER",
        "GET,/v1/incidents/canterbury.example/recipients,PARTNER",
        "POST,/v1/service-status,PARTNER",
        "POST,/v1/batches,PARTNER",
        "POST,/v1/referrals/lease,PARTNER",
        "POST,/v1/referrals/leases/x/accept,PARTNER",
        "POST,/v1/referrals/leases/x/reject,PARTNER",
        "POST,/v1/referrals/leases/x/release,PUBLISHER",
    })
    void withAnotherRoleItIsRefused(String method, String path, Role role) {
        Caller.Answer answer = call(hub.as("canterbury", role), method, path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void roleThatTheDirectoryDoesNotGrantCountsForNothing() {
        Caller pretender = hub.as("canterbury", Role.ADMINISTRATOR, Role.LIAISON, Role.COORDINATOR);

        assertThat(pretender.put("/v1/directory/members/evil", "{}").status()).isEqualTo(403);
        assertThat(pretender.post("/v1/referrals/lease", "").status()).isEqualTo(403);
    }

    @Test
    void roleThatIsTakenAwayCountsForNothingFromThenOn() {
        String member = "example-leaver";
        hub.member(member, "council", "publisher", "partner");
        Caller caller = hub.as(member, Role.PARTNER);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(caller.get("/v1/inbox").status()).isEqualTo(200));

        hub.member(member, "council", "publisher");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(caller.get("/v1/inbox").status()).isEqualTo(403));
    }

    @Test
    void memberThatTheDirectoryDoesNotKnowSeesNothing() {
        Caller stranger = hub.as("example-stranger", Role.PARTNER, Role.COORDINATOR, Role.ADMINISTRATOR);

        assertThat(stranger.get("/v1/directory").status()).isEqualTo(403);
        assertThat(stranger.get("/v1/inbox").status()).isEqualTo(403);
        assertThat(stranger.get("/v1/history?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"tocsin, urn:tocsin:embedded, 200", "another-service, urn:tocsin:embedded, 401", "tocsin, urn:x, 401"})
    void tokenIsForThisHubAndFromItsIssuer(String audience, String issuer, int status) {
        Caller caller = new Caller(hub.address, hub.token("canterbury", "partner", audience, issuer));

        assertThat(caller.get("/v1/inbox").status()).isEqualTo(status);
    }

    @Test
    void tokenSignedWithAnotherKeyIsNone(@TempDir Path folder) {
        String token = EmbeddedIssuer.at(folder.resolve("other.jwk"), Clock.systemUTC())
                .token("kent-resilience", List.of(Role.ADMINISTRATOR), Duration.ofHours(1));

        assertThat(new Caller(hub.address, token).get("/v1/directory").status()).isEqualTo(401);
    }

    @Test
    void tokenThatHasExpiredIsNone() {
        String token = hub.issuer.token("canterbury", List.of(Role.PARTNER), Duration.ofHours(-1));

        assertThat(new Caller(hub.address, token).get("/v1/directory").status()).isEqualTo(401);
    }

    @Test
    void pathThatNobodyListedIsDeniedAlsoWithAToken() {
        Caller caller = hub.as("canterbury", Role.PARTNER, Role.PUBLISHER);

        assertThat(caller.get("/internal").status()).isEqualTo(403);
        assertThat(caller.get("/actuator/env").status()).isEqualTo(403);
    }

    @Test
    void publicPagesNeedNoToken() {
        assertThat(hub.anybody().get("/").status()).isEqualTo(200);
        assertThat(hub.anybody().get("/feed.atom").status()).isEqualTo(200);
        assertThat(hub.anybody().get("/feed.json").status()).isEqualTo(200);
        assertThat(hub.anybody()
                        .get("/incidents/canterbury." + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
    }

    private static Caller.Answer call(Caller caller, String method, String path) {
        return switch (method) {
            case "GET" -> caller.get(path);
            case "DELETE" -> caller.send(method, path, "");
            case "PUT" -> caller.put(path, "{}");
            default -> caller.post(path, "{}");
        };
    }
}
