package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.Role;

/** What an operator watches the hub with. */
class MetricsIT {

    private static final String METRICS = "/actuator/prometheus";
    private static final Path ALERTS = Path.of("..", "..", "ops", "prometheus", "alerts.yml");
    private static final Pattern EXPRESSION = Pattern.compile("expr: (.*)");
    private static final Pattern METRIC = Pattern.compile("\\b(?:tocsin|http)_[a-z_]+");

    private final Hub hub = Hub.get();

    @Test
    void onlyAnAdministratorReadsThemAtTheHubsOwnPort() {
        assertThat(hub.administrator().get(METRICS).status()).isEqualTo(200);
        assertThat(hub.as("canterbury", Role.PUBLISHER, Role.PARTNER).get(METRICS))
                .returns(403, Caller.Answer::status)
                .extracting(Caller.Answer::contentType)
                .isEqualTo("application/problem+json");
        assertThat(hub.anybody().get(METRICS).status()).isEqualTo(401);
    }

    @Test
    void metricsThatAnAlertIsMadeOfAreThereOnceSomethingHasHappened() throws IOException {
        publish("metrics-" + UUID.randomUUID());
        var metrics = EXPRESSION
                .matcher(Files.readString(ALERTS))
                .results()
                .flatMap(expression -> METRIC.matcher(expression.group(1)).results())
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(metrics).hasSizeGreaterThan(5);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(hub.administrator().get(METRICS).text().lines())
                                .as("metrics of %s", ALERTS)
                                .filteredOn(line -> !line.startsWith("#"))
                                .extracting(line -> line.replaceFirst("[{ ].*", ""))
                                .containsAll(metrics));
    }

    @Test
    void theyNameNeitherAnIncidentNorAMember() {
        String name = "metrics-" + UUID.randomUUID();
        publish(name);
        hub.as("canterbury", Role.PUBLISHER).get("/v1/incidents/canterbury." + name + "/recipients");
        hub.anybody().get("/incidents/canterbury." + name);
        hub.anybody().get("/councils/canterbury");
        hub.anybody().get("/no-such-page-" + name);

        assertThat(hub.administrator().get(METRICS).text())
                .contains("tocsin_projection_lag{projection=\"partner-fanout\"}")
                .doesNotContain(name)
                .doesNotContain(Hub.COUNCILS);
    }

    private void publish(String name) {
        assertThat(hub.publisher("canterbury")
                        .post("/v1/incidents", Events.json(UUID.randomUUID(), "canterbury." + name, "declared", ""))
                        .status())
                .isEqualTo(201);
    }
}
