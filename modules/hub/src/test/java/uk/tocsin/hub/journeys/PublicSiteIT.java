package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import uk.tocsin.contracts.Topics;
import uk.tocsin.hub.HubApplication;
import uk.tocsin.hub.stack.TestStack;
import uk.tocsin.kafka.directory.DirectoryView;
import uk.tocsin.kafka.topics.TopicProvisioner;

/** The half of the public feed that faces the public, alone in its process: promise 1. */
@SuppressWarnings("NullAway.Init")
class PublicSiteIT {

    private static final String CLIENT = "site-alone";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Hub hub;
    private static ConfigurableApplicationContext site;
    private static Caller reader;

    @BeforeAll
    static void startTheSiteAlone() {
        hub = Hub.get();
        TestStack stack = TestStack.get();
        site = new SpringApplicationBuilder(HubApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(Map.of(
                        "tocsin.roles", "public-site",
                        "spring.kafka.bootstrap-servers", stack.bootstrapServers(),
                        "spring.kafka.client-id", CLIENT,
                        "tocsin.registry.url", stack.registryUrl(),
                        "tocsin.identity.key", "/nowhere/issuer.jwk",
                        "server.forward-headers-strategy", "native",
                        "server.address", "127.0.0.1",
                        "server.port", "0",
                        "management.server.address", "127.0.0.1",
                        "management.server.port", "0"))
                .run();
        reader = new Caller(Hub.address(site), "");
    }

    @AfterAll
    static void stopTheSite() {
        site.close();
    }

    @Test
    void metricsAndHealthAreAtAPortOfTheirOwn() {
        String port = site.getEnvironment().getRequiredProperty("local.management.port");
        Caller operator = new Caller(URI.create("http://127.0.0.1:" + port), "");

        assertThat(operator.get("/actuator/prometheus").text()).contains("jvm_memory_used_bytes");
        assertThat(operator.get("/actuator/health").status()).isEqualTo(200);
        assertThat(operator.get("/actuator/env").status()).isEqualTo(403);
        assertThat(reader.get("/actuator/prometheus").status()).isEqualTo(404);
    }

    @Test
    void readsTheTopicOfNoticesAndNoOther() throws Exception {
        String incident = publish("Example of the site alone");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(reader.get("/incidents/" + incident).text())
                                .contains("Example of the site alone", "Published by canterbury"));
        assertThat(topicsFetched()).containsExactly(Topics.PUBLIC_NOTICES);
        assertThat(clientsOf("kafka.producer")).isEmpty();
        assertThat(clientsOf("kafka.admin.client")).isEmpty();
    }

    @Test
    void hasNoDirectoryNoProjectionAndNoTokens() {
        assertThat(site.getBeansOfType(DirectoryView.class)).isEmpty();
        assertThat(site.getBeansOfType(TopicProvisioner.class)).isEmpty();
        assertThat(site.containsBean("publicProjectionContainer")).isFalse();
        assertThat(site.getBeansOfType(JwtDecoder.class)).isEmpty();
    }

    @Test
    void answersNobodyButThePublic() {
        assertThat(hub.administrator().get("/v1/directory").status()).isEqualTo(200);
        for (String token : Set.of(
                "", hub.administrator().token(), hub.publisher("canterbury").token())) {
            Caller caller = new Caller(Hub.address(site), token);
            assertThat(caller.get("/v1/directory").status()).isEqualTo(403);
            assertThat(caller.post("/v1/incidents", "{}").status()).isEqualTo(403);
        }
    }

    @Test
    void whatTheReaderHasAlreadyIsNotSentAgain() throws Exception {
        publish("Example of what is sent once");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> reader.get("/").text().contains("Example of what is sent once"));
        for (String path : List.of("/", "/feed.atom", "/feed.rss", "/feed.json", "/cap.atom", "/api/v2/status.json")) {
            HttpResponse<byte[]> first = send(path);
            String tag = first.headers().firstValue("ETag").orElseThrow();
            String date = first.headers().firstValue("Last-Modified").orElseThrow();

            assertThat(first.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(
                            value -> assertThat(value).contains("max-age=10", "public", "stale-if-error=86400"));
            for (HttpResponse<byte[]> again : List.of(
                    send(path, "If-None-Match", tag),
                    send(path, "If-None-Match", "*"),
                    send(path + "?", "If-None-Match", "*"),
                    send(path, "If-Modified-Since", date))) {
                assertThat(again.statusCode()).as(path).isEqualTo(304);
                assertThat(again.body()).as(path).isEmpty();
            }
            assertThat(send("/incidents/nothing", "If-None-Match", "*").statusCode())
                    .as("there is nothing that anybody could have")
                    .isEqualTo(404);
            assertThat(send(path, "If-None-Match", "\"other\"", "If-Modified-Since", date)
                            .statusCode())
                    .as("%s: the tag counts more than the date", path)
                    .isEqualTo(200);
        }
    }

    /** The first answer of a page goes through all that there is; those after it are given again at once. */
    @Test
    void answerThatIsGivenAgainIsTheSameInEveryHeader() throws Exception {
        String path = "/incidents/" + publish("Example of what is given again");
        await().atMost(Duration.ofSeconds(30)).until(() -> send(path).statusCode() == 200);
        for (String[] way : List.of(
                new String[0],
                new String[] {"Accept-Encoding", "gzip"},
                new String[] {"X-Forwarded-Proto", "https"},
                new String[] {"X-Forwarded-Proto", "https", "Accept-Encoding", "gzip"})) {
            // A query that means nothing is never given again.
            HttpResponse<byte[]> usual = send(path + "?", way);
            HttpResponse<byte[]> first = send(path, way);
            HttpResponse<byte[]> again = send(path, way);

            assertThat(headers(again)).isEqualTo(headers(first)).isEqualTo(headers(usual));
            assertThat(again.body()).isEqualTo(first.body()).isEqualTo(usual.body());
            assertThat(again.statusCode()).isEqualTo(200);
        }
        HttpResponse<byte[]> known = send(path, "If-None-Match", header(send(path), "ETag"));
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(headers(known))
                .containsKeys("etag", "cache-control", "content-security-policy", "x-content-type-options", "vary")
                .doesNotContainKeys("content-encoding", "set-cookie");
    }

    private static Map<String, List<String>> headers(HttpResponse<?> answer) {
        return answer.headers().map().entrySet().stream()
                .filter(header -> !header.getKey().equals("date"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void answersAreCompressedForWhoTakesThat() throws Exception {
        for (String path : List.of("/", "/feed.atom", "/feed.json", "/api/v2/summary.json")) {
            HttpResponse<byte[]> answer = send(path, "Accept-Encoding", "gzip");

            assertThat(answer.headers().firstValue("Content-Encoding")).as(path).hasValue("gzip");
            assertThat(answer.headers().allValues("Vary")).as(path).contains("Accept-Encoding");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                    .isEqualTo(send(path).body());
        }
    }

    @Test
    void everyAnswerForbidsWhatPagesDoNotNeed() throws Exception {
        String council = "/councils/canterbury";
        publish("Example of headers");
        await().atMost(Duration.ofSeconds(30)).until(() -> reader.get(council).status() == 200);
        for (String path : List.of("/", council, "/feed.atom", "/incidents/nothing", "/public-feed/site.js")) {
            HttpResponse<byte[]> answer = send(path);
            assertThat(header(answer, "Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe-inline", "unsafe-eval", "*");
            assertThat(header(answer, "X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(header(answer, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(header(answer, "Referrer-Policy")).as(path).isEqualTo("no-referrer");
            assertThat(answer.headers().firstValue("Set-Cookie")).as(path).isEmpty();
            assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                    .as(path)
                    .isEmpty();
        }
        HttpResponse<byte[]> banner = send(council + "/banner");
        assertThat(header(banner, "Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors *");
        assertThat(banner.headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(header(send("/", "X-Forwarded-Proto", "https"), "Strict-Transport-Security"))
                .contains("max-age=31536000");
    }

    @Test
    void newsIsToldAsItIsPublished() throws Exception {
        HttpResponse<Stream<String>> stream = HTTP.send(
                HttpRequest.newBuilder(Hub.address(site).resolve("/events")).build(),
                HttpResponse.BodyHandlers.ofLines());
        assertThat(header(stream, "Content-Type")).startsWith("text/event-stream");
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread reading = new Thread(() -> {
            try (Stream<String> told = stream.body()) {
                told.takeWhile(line -> !line.contains("/incidents/canterbury.site-"))
                        .forEach(lines::add);
                lines.add("told");
            }
        });
        reading.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> lines.contains(": open"));

        publish("Example of news");

        await().atMost(Duration.ofSeconds(30)).until(() -> lines.contains("told"));
        assertThat(lines).contains("event: notice").noneMatch(line -> line.contains("Example of news"));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static HttpResponse<byte[]> send(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(Hub.address(site).resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String publish(String headline) {
        String incident = "canterbury.site-" + Long.toString(System.nanoTime(), 36);
        Caller.Answer answer =
                hub.publisher("canterbury").post("/v1/incidents", """
                {"eventId":"%s","incidentId":"%s","kind":"declared","phase":"investigating",
                 "public":{"headline":"%s","statement":"Example."}}
                """.formatted(UUID.randomUUID(), incident, headline));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return incident;
    }

    /** As the Kafka client itself reports it: which topics this process's consumers have partitions of. */
    private static Set<String> topicsFetched() throws MalformedObjectNameException {
        return names("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=" + CLIENT + ",partition=*,topic=*")
                .stream()
                .map(name -> name.getKeyProperty("topic").replace("\"", ""))
                .filter(topic -> topic.contains("."))
                .collect(Collectors.toSet());
    }

    private static Set<ObjectName> clientsOf(String domain) throws MalformedObjectNameException {
        return names(domain + ":type=app-info,id=" + CLIENT + "*");
    }

    private static Set<ObjectName> names(String pattern) throws MalformedObjectNameException {
        return ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName(pattern), null);
    }
}
