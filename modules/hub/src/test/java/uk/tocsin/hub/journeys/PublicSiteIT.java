package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
                        "server.address", "127.0.0.1",
                        "server.port", "0"))
                .run();
        reader = new Caller(Hub.address(site), "");
    }

    @AfterAll
    static void stopTheSite() {
        site.close();
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
