package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import uk.tocsin.contracts.Role;
import uk.tocsin.hub.HubApplication;
import uk.tocsin.hub.identity.EmbeddedIssuer;
import uk.tocsin.hub.stack.TestStack;
import uk.tocsin.kafka.directory.DirectoryView;

/** A hub with all roles in this process, on the shared stack, with the councils of the story: one for all journeys. */
final class Hub {

    static final List<String> COUNCILS = List.of("canterbury", "thanet", "dover", "ashford");

    /** The shortest that the broker allows, so that waiting for it to run out does not take long. */
    static final Duration LOCK_TIME = Duration.ofSeconds(15);

    private static final java.nio.file.Path KEY = temporaryKey();
    private static final Hub SHARED = start();

    final Kafka kafka;
    final EmbeddedIssuer issuer;
    final URI address;
    private final ConfigurableApplicationContext context;

    private Hub(TestStack stack, EmbeddedIssuer issuer, ConfigurableApplicationContext context) {
        this.kafka = new Kafka(stack.bootstrapServers(), stack.registryUrl());
        this.issuer = issuer;
        this.context = context;
        this.address = address(context);
    }

    static Hub get() {
        return SHARED;
    }

    /** Starts another hub on the same stack, as a second instance. */
    static ConfigurableApplicationContext another(String instance) {
        TestStack stack = TestStack.get();
        Map<String, Object> settings = new java.util.LinkedHashMap<>(Map.of(
                "spring.kafka.bootstrap-servers",
                stack.bootstrapServers(),
                "tocsin.registry.url",
                stack.registryUrl(),
                "tocsin.identity.key",
                KEY.toString(),
                "tocsin.secrets.key",
                Base64.getEncoder().encodeToString(new byte[32]),
                "tocsin.webhook.allow-plain-http",
                "true",
                "tocsin.kafka.instance-id",
                instance,
                "tocsin.ncsc.lock-time",
                LOCK_TIME.toSeconds() + "s",
                "server.address",
                "127.0.0.1",
                "server.port",
                "0"));
        settings.put("tocsin.webhook.allowed-networks", "127.0.0.0/8");
        settings.putAll(Mailbox.settings());
        return new SpringApplicationBuilder(HubApplication.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(settings)
                .run();
    }

    static URI address(ConfigurableApplicationContext context) {
        return URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    Caller as(String member, Role... roles) {
        return new Caller(address, issuer.token(member, Set.of(roles), Duration.ofHours(1)));
    }

    Caller publisher(String member) {
        return as(member, Role.PUBLISHER);
    }

    Caller administrator() {
        return as("kent-resilience", Role.ADMINISTRATOR);
    }

    Caller anybody() {
        return new Caller(address, "");
    }

    DirectoryView directory() {
        return context.getBean(DirectoryView.class);
    }

    /** Every path that something in the hub answers to, as {@code GET /path}. */
    List<String> paths() {
        return context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path)))
                .sorted()
                .toList();
    }

    /** A token signed with the hub's own key, whatever it says. */
    String token(String member, String role, String audience, String issuer) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.ES256),
                    new JWTClaimsSet.Builder()
                            .issuer(issuer)
                            .audience(audience)
                            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                            .claim("member", member)
                            .claim("roles", List.of(role))
                            .build());
            jwt.sign(new ECDSASigner(ECKey.parse(java.nio.file.Files.readString(KEY))));
            return jwt.serialize();
        } catch (JOSEException | java.text.ParseException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void member(String id, String kind, String... roles) {
        String body = "{\"name\":\"%s\",\"kind\":\"%s\",\"region\":\"Kent\",\"nation\":\"England\",\"roles\":[\"%s\"]}"
                .formatted(id, kind, String.join("\",\"", roles));
        assertThat(administrator().put("/v1/directory/members/" + id, body).status())
                .isBetween(200, 201);
    }

    private static java.nio.file.Path temporaryKey() {
        try {
            return java.nio.file.Files.createTempDirectory("tocsin-journeys").resolve("issuer.jwk");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Hub start() {
        TestStack stack = TestStack.get();
        EmbeddedIssuer issuer = EmbeddedIssuer.at(KEY, Clock.systemUTC());
        Hub hub = new Hub(stack, issuer, another("journeys"));
        hub.member("kent-resilience", "coordinating-body", "coordinator", "administrator");
        hub.member("ncsc", "ncsc", "liaison", "partner");
        COUNCILS.forEach(council -> hub.member(council, "council", "publisher", "partner"));
        assertThat(hub.administrator()
                        .put(
                                "/v1/directory/circles/kent-councils",
                                "{\"name\":\"Councils of Kent\",\"members\":[\"canterbury\",\"thanet\",\"dover\",\"ashford\"]}")
                        .status())
                .isBetween(200, 201);
        return hub;
    }
}
