package uk.tocsin.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each command asks of a hub, what it prints, and with which code it ends. */
class CommandLineTest {

    private static final String DIRECTORY = """
            {"members": [
              {"id": "dover", "name": "Dover District Council", "kind": "council", "nation": "England",
               "region": "Kent", "gssCodes": [{"code": "E07000108", "from": null, "to": null}],
               "roles": ["publisher", "partner"], "active": true}],
             "circles": [{"id": "kent-councils", "name": "Councils of Kent", "members": ["dover"], "active": true}]}""";

    private static final String ANSWER = """
            {"eventId": "e", "subjectId": "dover.x", "revision": 1, "topic": "tocsin.council.dover.incidents",
             "partition": 0, "offset": 7,
             "reaches": {"members": ["thanet"], "public": true, "ncsc": false, "earlierRecipients": false}}""";

    private final JsonMapper json = JsonMapper.builder().build();
    private final PretendedHub hub = new PretendedHub();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void listIsATableForAPersonAndTheAnswerItselfForAScript() {
        hub.when("GET /v1/directory", 200, DIRECTORY);

        assertThat(run("directory", "list")).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "MEMBER  NAME                    REGION  ROLES",
                        "dover   Dover District Council  Kent    publisher, partner",
                        "kent-councils  Councils of Kent  dover");

        out.getBuffer().setLength(0);
        assertThat(run("directory", "list", "--json")).isZero();
        assertThat(json.readTree(out.toString())).isEqualTo(json.readTree(DIRECTORY));
    }

    @Test
    void subscribingSendsTheFilterAndShowsTheSecretOnce() {
        hub.when("POST /v1/subscriptions", 201, "{\"subscriptionId\": \"dover-1a2b\", \"secret\": \"whsec_x\"}");

        assertThat(run(
                        "subscribe",
                        "https://alerts.example/",
                        "--publisher",
                        "canterbury,thanet",
                        "--min-severity",
                        "high"))
                .isZero();
        assertThat(json.readTree(hub.asked().get(0).body())).isEqualTo(json.readTree("""
                {"kind": "webhook", "endpoint": "https://alerts.example/",
                 "filter": {"publishers": ["canterbury", "thanet"], "minSeverity": "high"}}"""));
        assertThat(out.toString()).contains("dover-1a2b", "whsec_x");
    }

    @Test
    void subscriptionsAreShownAndLookedAfter() {
        hub.when("GET /v1/subscriptions", 200, """
                {"items": [{"subscriptionId": "dover-1a2b", "kind": "slack", "endpoint": "https://chat.example/...",
                            "state": "suspended", "reason": "gone", "backlog": 3}]}""");
        hub.when("POST /v1/subscriptions/dover-1a2b/redrive", 200, "{\"taken\": 2, \"remaining\": 1, \"items\": []}");
        hub.when("POST /v1/subscriptions/dover-1a2b/ping", 200, """
                {"recordedAt": "2024-01-19T09:00:00Z", "outcome": "tested", "status": 503, "reason": "the endpoint answered 503"}""");

        assertThat(run("subscriptions")).isZero();
        assertThat(run("subscriptions", "dover-1a2b", "redrive")).isZero();
        assertThat(run("subscriptions", "dover-1a2b", "test")).isZero();
        assertThat(out.toString().lines())
                .contains(
                        "dover-1a2b  slack  https://chat.example/...  suspended (gone), 3 to come",
                        "2 taken, 1 remaining.");
        assertThat(out.toString()).contains("tested 503");
        assertThat(run("subscriptions", "../directory", "show")).isEqualTo(2);
    }

    /** Once, all of them ran into one line. */
    @Test
    void everySubscriptionAndDeliveryHasALineOfItsOwn() {
        hub.when("GET /v1/subscriptions", 200, """
                {"items": [{"subscriptionId": "dover-1", "kind": "slack", "endpoint": "e", "state": "active"},
                           {"subscriptionId": "dover-2", "kind": "slack", "endpoint": "e", "state": "active"}]}""");
        hub.when("GET /v1/subscriptions/dover-1/deliveries?limit=20", 200, """
                {"items": [{"recordedAt": "2024-01-19T09:00:00Z", "outcome": "will-retry", "subjectId": "dover.x",
                            "reason": "the endpoint\\nanswered 500"},
                           {"recordedAt": "2024-01-18T09:00:00Z", "outcome": "delivered", "subjectId": "dover.y"}]}""");
        hub.when("POST /v1/subscriptions/dover-1/secret", 200, """
                {"secret": "whsec_y", "previousSecretUntil": "2024-01-20T09:00:00Z"}""");

        assertThat(run("subscriptions")).isZero();
        assertThat(run("subscriptions", "dover-1", "deliveries")).isZero();
        assertThat(run("subscriptions", "dover-1", "secret")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "dover-1  slack  e  active",
                        "dover-2  slack  e  active",
                        "2024-01-19T09:00:00Z  will-retry  dover.x  the endpoint answered 500",
                        "2024-01-18T09:00:00Z  delivered  dover.y",
                        "The new secret, shown this once: whsec_y",
                        "The one before signs, too, until 2024-01-20T09:00:00Z.");
    }

    @Test
    void searchSendsItsWords() {
        hub.when("GET /v1/directory/reference?search=kent+dover", 200, """
                {"attribution": "By somebody", "authorities": [
                  {"id": "dover", "name": "Dover District Council", "gssCode": "E07000108", "region": "South East",
                   "county": "kent", "member": true}]}""");

        assertThat(run("directory", "search", "kent", "dover")).isZero();
        assertThat(out.toString()).contains("E07000108").contains("By somebody");
    }

    @Test
    void memberIsEnteredFromTheReferenceDataUnlessItHasAName() {
        hub.when("PUT /v1/directory/members/swale", 200, "{\"name\": \"Swale Borough Council\"}");

        assertThat(run("directory", "add-member", "swale", "--role", "publisher,partner", "--region", "Kent"))
                .isZero();
        assertThat(sent()).isEqualTo(json.readTree("""
                        {"fromReference": true, "region": "Kent", "roles": ["publisher", "partner"]}"""));
        assertThat(out.toString()).isEqualToIgnoringNewLines("Entered swale: Swale Borough Council.");
    }

    @Test
    void memberThatIsNoCouncilIsEnteredAsItIsSaid() {
        hub.when("PUT /v1/directory/members/example-forum", 200, "{}");

        assertThat(run(
                        "directory",
                        "add-member",
                        "example-forum",
                        "--name",
                        "Example Forum",
                        "--kind",
                        "coordinating-body",
                        "--gss-code",
                        "E10000016",
                        "--role",
                        "coordinator"))
                .isZero();
        assertThat(sent()).isEqualTo(json.readTree("""
                        {"fromReference": false, "name": "Example Forum", "kind": "coordinating-body",
                         "gssCodes": [{"code": "E10000016"}], "roles": ["coordinator"]}"""));
    }

    @Test
    void circleIsEnteredWithItsMembers() {
        hub.when("PUT /v1/directory/circles/kent-councils", 200, "{}");

        assertThat(run("directory", "add-circle", "kent-councils", "--name", "Councils of Kent", "dover", "thanet"))
                .isZero();
        assertThat(sent())
                .isEqualTo(json.readTree("{\"name\": \"Councils of Kent\", \"members\": [\"dover\", \"thanet\"]}"));
    }

    @Test
    void memberThatLeavesKeepsEverythingElse() {
        hub.when("GET /v1/directory", 200, DIRECTORY).when("PUT /v1/directory/members/dover", 200, "{}");

        assertThat(run("directory", "remove-member", "dover")).isZero();
        assertThat(sent().path("active").asBoolean(true)).isFalse();
        assertThat(sent().path("name").asString()).isEqualTo("Dover District Council");
        assertThat(sent().path("roles")).hasSize(2);
        assertThat(sent().has("id")).isFalse();
    }

    @Test
    void memberThatIsNotThereCannotLeave() {
        hub.when("GET /v1/directory", 200, DIRECTORY);

        assertThat(run("directory", "remove-member", "swale")).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("no member swale");
        assertThat(hub.asked()).hasSize(1);
    }

    @Test
    void publishSaysWhereItWentAndWhomItReaches(@TempDir Path folder) throws IOException {
        hub.when("POST /v1/incidents", 201, ANSWER);

        assertThat(run("publish", file(folder, "{\"incidentId\": \"dover.x\"}")))
                .isZero();
        assertThat(out.toString())
                .isEqualToIgnoringNewLines("Published dover.x r1 to tocsin.council.dover.incidents at partition 0,"
                        + " offset 7. It reaches: thanet, the public.");
    }

    @Test
    void publishGoesWhereTheShapeOfTheFileBelongs(@TempDir Path folder) throws IOException {
        hub.when("POST /v1/service-status?dryRun=true", 200, ANSWER)
                .when("POST /v1/batches", 201, "{\"events\": [" + ANSWER + "," + ANSWER + "]}");

        assertThat(run("publish", "--dry-run", file(folder, "{\"serviceId\": \"dover.maps\"}")))
                .isZero();
        assertThat(out.toString()).startsWith("Would publish dover.x r1").contains("nothing was written");

        out.getBuffer().setLength(0);
        assertThat(run("publish", file(folder, "{\"incidents\": []}"))).isZero();
        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void refusalIsOneLineWithEveryFieldAndACodeOfItsOwn(@TempDir Path folder) throws IOException {
        hub.when("POST /v1/incidents", 422, """
                {"detail": "Nothing was published: see errors.",
                 "errors": [{"field": "kind", "message": "is missing"}, {"field": "phase", "message": "is\\nmissing"}]}""");

        assertThat(run("publish", file(folder, "{}"))).isEqualTo(Main.REFUSED);
        assertThat(err.toString().lines())
                .containsExactly("tocsin: The event was refused (422): Nothing was published: see errors. "
                        + "kind is missing; phase is missing.");
        assertThat(out.toString()).isEmpty();
    }

    /** Once, what was wrong with a single parameter was told twice. */
    @Test
    void refusalThatNamesItsFieldAlreadyIsNotRepeated() {
        hub.when("POST /v1/subscriptions", 400, """
                {"detail": "filter.minSeverity: lowish (expected: low, medium, high)",
                 "errors": [{"field": "filter.minSeverity", "message": "lowish (expected: low, medium, high)"}]}""");

        assertThat(run("subscribe", "https://alerts.example/", "--min-severity", "lowish"))
                .isEqualTo(Main.REFUSED);
        assertThat(err.toString().lines())
                .containsExactly("tocsin: The subscription was refused (400):"
                        + " filter.minSeverity: lowish (expected: low, medium, high)");
    }

    /** Once, it was told in the words of Java's parser. */
    @Test
    void wrongTimeIsToldWithARightOne() {
        assertThat(execute("replay", "--token", "t", "--from", "yesterday", "--to", "2024-01-19T00:00:00Z"))
                .isEqualTo(Main.WRONG_USE);
        assertThat(err.toString())
                .contains("'yesterday' (expected: date and time with an offset, such as 2026-01-18T00:00:00Z)")
                .doesNotContain("java");
    }

    @Test
    void wordThatIsNotKnownBringsTheOneThatIsNearlyCalledSo() {
        assertThat(execute("dmo")).isEqualTo(Main.WRONG_USE);
        assertThat(execute("demo", "--second", "10")).isEqualTo(Main.WRONG_USE);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        command -> assertThat(command).startsWith("tocsin: dmo is not known here. Did you mean demo"),
                        option -> assertThat(option)
                                .startsWith("tocsin: --second is not known here. Did you mean --seconds"));
    }

    /** Once, everything else was started before it, and the message named neither port nor option. */
    @ParameterizedTest
    @ValueSource(strings = {"up", "demo"})
    void portOfTheHubThatIsInUseIsToldBeforeAnythingStarts(String command) {
        String port = hub.address().replaceFirst(".*:", "");

        assertThat(execute(command, "--port", port)).isEqualTo(Main.NOT_READY);
        assertThat(err.toString()).contains("Port " + port + " is in use", "another port with --port");
        assertThat(out.toString()).isEmpty();
    }

    /** Once, it was told after a minute, as a broker that is not there. */
    @Test
    void exportIntoAFolderThatCannotBeMadeSaysSo(@TempDir Path folder) throws IOException {
        assertThat(execute("export-site", file(folder, "no folder") + "/copies"))
                .isEqualTo(Main.WRONG_USE);
        assertThat(err.toString()).contains("cannot be written (expected: a folder");
    }

    @Test
    void refusedTokenSaysWhereToGetAnother() {
        hub.when("GET /v1/directory", 401, "");

        assertThat(run("directory", "list")).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains("./tocsin token");
    }

    @Test
    void refusedStreamRepeatsTheHubsReason() {
        hub.when("GET /v1/inbox?limit=1", 200, "{\"items\": [{\"id\": \"0-41\"}]}")
                .when("GET /v1/inbox/stream?from=beginning", 403, "{\"detail\": \"Your token does not allow this.\"}");

        assertThat(run("watch")).isEqualTo(Main.REFUSED);
        assertThat(err.toString()).contains("Your token does not allow this.");
    }

    @Test
    void replayIsALineAnEventAndForAScriptWhatTheHubSent() {
        String line = """
                {"view":"coordinator","event":{"recordedAt":"2024-01-18T09:30:00.123Z","incidentId":"dover.x",\
                "revision":2,"kind":"updated","publicSection":{"headline":"Forms\\u001b[31m are back"}}}""";
        hub.when("GET /v1/history?from=2024-01-18T00%3A00%3A00Z&to=2024-01-19T00%3A00%3A00Z", 200, line + "\n");
        String[] replay = {"replay", "--from", "2024-01-18T00:00:00Z", "--to", "2024-01-19T00:00:00Z"};

        assertThat(run(replay)).isZero();
        assertThat(out.toString())
                .isEqualToIgnoringNewLines(
                        "2024-01-18 09:30:00  dover.x r2  updated  Forms [31m are back  (coordinator)");

        out.getBuffer().setLength(0);
        assertThat(run(with(replay, "--json"))).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines(line);
    }

    @Test
    void nobodyAtTheAddressIsNotReady() {
        hub.close();

        assertThat(run("directory", "list")).isEqualTo(Main.NOT_READY);
        assertThat(err.toString().lines()).singleElement().asString().contains("./tocsin up");
    }

    @Test
    void serverThatIsNoHubIsToldSo() {
        hub.when("GET /v1/directory", 200, "<html>");

        assertThat(run("directory", "list")).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("does not speak as a hub does");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "directory",
                "directory add-member Not_An_Id --token t",
                "directory add-circle kent-councils --name Kent --token t",
                "directory list --token= --hub http://127.0.0.1:1",
                "directory list --token t --hub gopher://example",
                "publish --token t /no/such/file.json",
                "replay --token t --from yesterday --to 2024-01-19T00:00:00Z",
                "replay --token t --from 2024-01-19T00:00:00Z --to 2024-01-18T00:00:00Z",
                "replay --token t --from 2024-01-18T00:00:00Z --to 2024-01-19T00:00:00Z --speed fast",
                "token --member dover --role emperor",
                "token --role partner",
                "demo --seconds -5",
                "nonsense"
            })
    void wrongUseIsOneLineThatNamesTheHelp(String line) {
        assertThat(execute(line.split(" "))).isEqualTo(Main.WRONG_USE);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .matches("tocsin: .*\\. See \\./tocsin.* --help\\.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "token", "publish", "watch", "replay", "doctor", "directory", "directory list"})
    void helpOfEveryCommandListsTheExitCodes(String command) {
        assertThat(execute((command + " --help").strip().split(" "))).isZero();
        assertThat(out.toString()).contains("Exit codes:").contains("the hub refused it");
    }

    @Test
    void tokenIsToldWithWhatItAllows(@TempDir Path home) {
        String before = System.getProperty("tocsin.home", ".");
        System.setProperty("tocsin.home", home.toString());
        try {
            assertThat(execute("token", "--member", "dover", "--role", "publisher,partner", "--json"))
                    .isZero();
        } finally {
            System.setProperty("tocsin.home", before);
        }
        JsonNode answer = json.readTree(out.toString());
        assertThat(answer.path("token").asString().split("\\.")).hasSize(3);
        assertThat(answer.path("member").asString()).isEqualTo("dover");
        assertThat(answer.path("roles")).hasSize(2);
        assertThat(answer.path("expiresAt").asString()).endsWith("Z");
    }

    /** Once, the doctor found its own hub's ports in use, and called the machine not ready. */
    @Test
    void doctorBesideARunningHubSaysHowThatIs() {
        hub.when("GET /actuator/health", 200, "{\"status\": \"UP\"}");

        assertThat(execute("doctor", "--hub", hub.address())).isZero();
        assertThat(out.toString()).contains("runs and is well").doesNotContain("port 9092");

        hub.when("GET /actuator/health", 503, "{\"status\": \"DOWN\"}");
        assertThat(execute("doctor", "--hub", hub.address())).isEqualTo(Main.NOT_READY);
        assertThat(out.toString()).contains("runs and is DOWN");
        // A header without a token in it is refused even where none is needed.
        assertThat(hub.asked()).allMatch(asked -> asked.authorization().isEmpty());
    }

    @Test
    void doctorTellsWhatIsNoHub() {
        hub.when("GET /actuator/health", 401, "{\"status\": 401}");

        assertThat(execute("doctor", "--hub", hub.address())).isEqualTo(Main.NOT_READY);
        assertThat(out.toString()).contains("what answers there is no hub", "management.server.port", "--hub");
    }

    @Test
    void doctorSaysWhatItFoundAndItsCodeSaysWhetherThatIsEnough() {
        hub.close();
        int code = execute("doctor", "--json", "--hub", hub.address());

        JsonNode answer = json.readTree(out.toString());
        assertThat(code).isEqualTo(answer.path("ready").asBoolean() ? 0 : Main.NOT_READY);
        assertThat(answer.path("findings")).hasSize(6);
    }

    /** Once, it said no more than which of Spring's parts had failed to start. */
    @Test
    void hubThatDoesNotStartSaysWhatStoppedIt() {
        assertThat(execute("serve", "--", "--tocsin.roles=no-such-role", "--spring.main.banner-mode=off"))
                .isEqualTo(Main.FAILED);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("tocsin: the hub did not start: tocsin.roles: no-such-role (expected: some of ingress,");
    }

    /** Once, stopping a hub printed a CancellationException. */
    @Test
    void hubThatIsBeingStoppedHasLostNothing() {
        CompletableFuture<String> lost = new CompletableFuture<>();
        CompletableFuture<String> watched = lost.copy();
        lost.cancel(false);

        assertThat(RunningHub.lossOf(lost, new CountDownLatch(1))).isEmpty();
        assertThat(RunningHub.lossOf(watched, new CountDownLatch(1))).isEmpty();
        assertThat(RunningHub.lossOf(CompletableFuture.completedFuture("the registry ended"), new CountDownLatch(0)))
                .isEmpty();
    }

    @Test
    void hubThatLosesItsBrokerOrRegistrySaysSo() {
        assertThat(RunningHub.lossOf(CompletableFuture.completedFuture("the registry ended"), new CountDownLatch(1)))
                .contains("the registry ended");
    }

    /** Once, what a step of the story says was cut off in the middle. */
    @Test
    void longTitleIsBrokenBetweenWords() {
        String title = "canterbury: declares an incident to the councils that share its IT, and to NCSC";

        assertThat(ArrivalTable.wrapped(title))
                .containsExactly(
                        "canterbury: declares an incident to the", "  councils that share its IT, and to NCSC");
        assertThat(ArrivalTable.wrapped("dover: forms are back")).containsExactly("dover: forms are back");
    }

    @Test
    void coloursShowOnlyOnATerminal() {
        StringWriter plain = new StringWriter();
        StringWriter coloured = new StringWriter();

        new Terminal(new PrintWriter(plain), Help.Ansi.OFF).table(List.of("ID"), List.of(List.of("dover\u001b[2J")));
        new Terminal(new PrintWriter(coloured), Help.Ansi.ON).table(List.of("ID"), List.of(List.of("dover\u001b[2J")));

        assertThat(plain.toString()).doesNotContain("\u001b");
        assertThat(coloured.toString()).contains("\u001b[1m").doesNotContain("\u001b[2J");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--token", "secret", "--hub", hub.address()));
        int code = execute(all.toArray(String[]::new));
        assertThat(hub.asked()).allMatch(asked -> asked.authorization().equals("Bearer secret"));
        return code;
    }

    private int execute(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private JsonNode sent() {
        return json.readTree(hub.asked().get(hub.asked().size() - 1).body());
    }

    private static String file(Path folder, String content) throws IOException {
        return Files.writeString(folder.resolve("event.json"), content).toString();
    }

    private static String[] with(String[] arguments, String more) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(more);
        return all.toArray(String[]::new);
    }
}
