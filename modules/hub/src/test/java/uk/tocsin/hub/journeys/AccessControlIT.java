package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;
import uk.tocsin.hub.stack.GuardedBroker;

/** On a broker with access control the rules of {@code ./tocsin access} are enough for everybody, and allow no more. */
@SuppressWarnings("NullAway.Init")
class AccessControlIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static GuardedBroker stack;
    private static HubProcess hub;
    private static HubProcess site;
    private static Kafka canterbury;
    private static Kafka dover;
    private static Kafka siteClient;

    @BeforeAll
    static void start() throws Exception {
        stack = GuardedBroker.start(folder.resolve("data"), List.of("hub", "site", "email", "canterbury", "dover"));
        allow("hub", "hub");
        allow("public-site", "site");
        allow("public-email", "email");
        allow("member", "canterbury", "canterbury");
        allow("member", "dover", "dover");
        allow("progress", "dover", "hub");

        hub = process("hub");
        hub.awaitHealth();
        site = process("site", "--tocsin.roles=public-site");
        hub.enter("kent-resilience", "coordinating-body", "administrator");
        hub.enter("canterbury", "council", "publisher");
        hub.enter("dover", "council", "partner");
        hub.circle("all", List.of("canterbury", "dover"));
        hub.circle("kent-councils", List.of("canterbury", "dover"));
        hub.enter("ncsc", "ncsc", "liaison");
        canterbury = client("canterbury");
        dover = client("dover");
        siteClient = client("site");
        site.awaitHealth();
    }

    @AfterAll
    static void stop() throws Exception {
        canterbury.close();
        dover.close();
        siteClient.close();
        site.end();
        hub.end();
        stack.close();
    }

    @Test
    void whatACouncilWritesToItsOwnTopicReachesItsReadersThroughTheirOwnCredentials() throws Exception {
        var event = Events.incident("canterbury", "guarded", 1, "all");
        String topic = Topics.incidents("canterbury");
        canterbury.writeNow(topic, event.getIncidentId(), canterbury.encode(topic, event));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dover.alerts("dover")).containsOnlyOnce("canterbury.guarded#1"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(siteClient.read(Topics.PUBLIC_NOTICES))
                        .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                        .contains("canterbury.guarded"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(page("/incidents/canterbury.guarded")).contains("Example headline"));
        HubProcess.command(
                folder,
                "export-site",
                folder.resolve("export").toString(),
                "--bootstrap-servers=" + stack.bootstrapServers(),
                "--registry=" + stack.registryUrl(),
                "--command-config=" + stack.credentialsFile(folder, "site"));
        assertPublicWordsOnly(folder.resolve("export/site").toRealPath());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hub.as("ncsc", Role.LIAISON)
                                .post("/v1/referrals/lease", "")
                                .status())
                        .isEqualTo(200));
    }

    @Test
    void hubSeesThatAMemberHasTakenAnIncidentWithKafka() {
        String id = "canterbury.taken";
        await().atMost(PATIENCE).untilAsserted(() -> {
            var answer = hub.as("canterbury", Role.PUBLISHER)
                    .post("/v1/incidents", Events.json(java.util.UUID.randomUUID(), id, "declared", ""));
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dover.alerts("dover")).contains(id + "#1"));

        dover.take(Topics.inbox("dover"), "dover.desk");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hub.as("canterbury", Role.PUBLISHER)
                                .get("/v1/incidents/" + id + "/recipients")
                                .text())
                        .contains("\"taken\":\"yes\",\"takenBy\":[\"kafka\"]"));
    }

    @Test
    void hubPublishesForACouncilAndDeliversWithItsOwnCredentials() {
        try (var receiver = new WebhookEndpoint()) {
            receiver.subscribe(hub.as("dover", Role.PARTNER));
            await().atMost(PATIENCE).untilAsserted(() -> {
                var answer = hub.as("canterbury", Role.PUBLISHER)
                        .post(
                                "/v1/incidents",
                                Events.json(java.util.UUID.randomUUID(), "canterbury.by-hub", "declared", ""));
                assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            });

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.taken())
                            .extracting(WebhookEndpoint.Received::subject)
                            .contains("canterbury.by-hub"));
        }
    }

    @Test
    void residentIsToldByEmailWithCredentialsThatReadNoCouncilsTopic() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "spring.kafka.bootstrap-servers", stack.bootstrapServers(),
                "tocsin.registry.url", stack.registryUrl(),
                "tocsin.kafka.provision", "false"));
        stack.credentials("email").forEach((key, value) -> settings.put("spring.kafka.properties." + key, value));
        try (var mail = new ResidentMail(settings)) {
            mail.subscribe("resident@example.org");
            var event = Events.incident("canterbury", "guarded-by-email", 1, "all");
            String topic = Topics.incidents("canterbury");
            canterbury.writeNow(topic, event.getIncidentId(), canterbury.encode(topic, event));

            assertThat(ResidentMail.text(
                            mail.awaitLetters("resident@example.org", 2).get(1)))
                    .contains("Example headline", "/incidents/canterbury.guarded-by-email");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tocsin.council.dover.incidents",
                "tocsin.partner.dover.inbox",
                "tocsin.partner.canterbury.inbox",
                "tocsin.public.notices",
                "tocsin.directory",
                "tocsin.ncsc.referrals"
            })
    void councilWritesToNoTopicButItsOwn(String topic) {
        assertThatThrownBy(() -> canterbury.writeNow(topic, "canterbury.forged", new byte[] {0}))
                .hasCauseInstanceOf(AuthorizationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tocsin.partner.canterbury.inbox",
                "tocsin.council.canterbury.incidents",
                "tocsin.council.canterbury.service-status",
                "tocsin.directory",
                "tocsin.deliveries",
                "tocsin.dead-letters",
                "tocsin.ncsc.referrals",
                "tocsin.ledger.partner-fanout"
            })
    void partnerReadsNoTopicButItsInboxAndTheNotices(String topic) {
        assertThatThrownBy(() -> dover.read(topic)).isInstanceOf(AuthorizationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tocsin.partner.dover.inbox",
                "tocsin.council.canterbury.incidents",
                "tocsin.directory",
                "tocsin.ncsc.referrals",
                "tocsin.dead-letters"
            })
    void siteReadsNothingButTheNoticesAndWritesNowhere(String topic) {
        assertThatThrownBy(() -> siteClient.read(topic)).isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> siteClient.writeNow(topic, "forged", new byte[] {0}))
                .hasCauseInstanceOf(AuthorizationException.class);
    }

    /** Every file that was exported: the event has words for partners and for NCSC, too. */
    private static void assertPublicWordsOnly(Path site) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(site)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(all).contains("Example headline").doesNotContain("Example summary", "Example detail");
    }

    private static void allow(String... party) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("access"));
        arguments.addAll(List.of(party).subList(0, party.length - 1));
        arguments.addAll(List.of(
                "--principal=User:" + party[party.length - 1],
                "--bootstrap-servers=" + stack.bootstrapServers(),
                "--command-config=" + stack.credentialsFile(folder, GuardedBroker.ADMINISTRATOR),
                "--apply"));
        HubProcess.command(folder, arguments.toArray(String[]::new));
    }

    private static HubProcess process(String user, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(settings));
        stack.credentials(user).forEach((key, value) -> all.add("--spring.kafka.properties." + key + "=" + value));
        all.add("--tocsin.kafka.instance-id=" + user);
        all.add("--tocsin.webhook.allow-plain-http=true");
        all.add("--tocsin.webhook.allowed-networks=127.0.0.0/8");
        return new HubProcess(folder, stack.bootstrapServers(), stack.registryUrl(), all.toArray(String[]::new));
    }

    private static Kafka client(String user) {
        return new Kafka(stack.bootstrapServers(), stack.registryUrl(), stack.credentials(user));
    }

    private static String page(String path) {
        return site.as("nobody", Role.PARTNER).get(path).text();
    }
}
