package uk.tocsin.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.util.unit.DataSize;
import uk.tocsin.contracts.Circle;
import uk.tocsin.contracts.DirectoryEntry;
import uk.tocsin.contracts.Member;
import uk.tocsin.contracts.MemberKind;
import uk.tocsin.contracts.Role;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.registry.TrustedContracts;

/** A small directory and events of Canterbury, as JSON. */
final class Examples {

    static {
        TrustedContracts.trust();
    }

    static final Instant NOW = Instant.parse("2024-01-18T12:00:00Z");

    static final IngressProperties LIMITS = new IngressProperties(
            DataSize.ofKilobytes(64),
            5,
            200,
            1000,
            10,
            10,
            10,
            Duration.ofMinutes(5),
            10,
            Duration.ofMinutes(1),
            Duration.ofSeconds(5),
            10);

    static final Directory DIRECTORY = Directory.EMPTY
            .with(member("canterbury"))
            .with(member("thanet"))
            .with(member("dover"))
            .with(member("maidstone", Role.PUBLISHER))
            .with(member("kent-resilience", Role.COORDINATOR))
            .with(circle("kent", "canterbury", "thanet", "dover", "maidstone"))
            .with(circle("only-canterbury", "canterbury", "maidstone"));

    /** The same, and NCSC is there too. */
    static final Directory WITH_NCSC = DIRECTORY.with(member("ncsc", Role.LIAISON));

    static final Readings.Sayer CANTERBURY = new Readings.Sayer("canterbury", DIRECTORY, NOW);

    static final String PUBLIC = """
            "public": {"headline": "Some services are down", "statement": "We are looking into it."}""";

    private Examples() {}

    /** A declaration with those sections or other properties. */
    static String declared(String... properties) {
        return incident("declared", properties);
    }

    static String incident(String kind, String... properties) {
        return """
                {"eventId": "6f1d5ec0-0000-4000-8000-000000000001", "incidentId": "canterbury.cyber",
                 "kind": "%s", %s}""".formatted(kind, String.join(", ", properties));
    }

    static String phased(String... properties) {
        return declared("\"phase\": \"investigating\"", String.join(", ", properties));
    }

    static Readings.Reading read(String json) {
        return new Readings(LIMITS).incident(parsed(json, IncidentBody.class), CANTERBURY);
    }

    static Readings.Reading readStatus(String json) {
        return new Readings(LIMITS).serviceStatus(parsed(json, ServiceStatusBody.class), CANTERBURY);
    }

    static <T> T parsed(String json, Class<T> type) {
        try {
            return new JsonBodies(64_000).read(new ByteArrayInputStream(json.getBytes(UTF_8)), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DirectoryEntry member(String id) {
        return member(id, Role.PUBLISHER, Role.PARTNER);
    }

    private static DirectoryEntry member(String id, Role... roles) {
        Member member = Member.newBuilder()
                .setMemberId(id)
                .setName(id)
                .setKind(MemberKind.COUNCIL)
                .setRoles(List.of(roles))
                .build();
        return entry("member:" + id).setMember(member).build();
    }

    static DirectoryEntry circle(String id, String... members) {
        Circle circle = Circle.newBuilder()
                .setCircleId(id)
                .setName(id)
                .setMembers(List.of(members))
                .build();
        return entry("circle:" + id).setCircle(circle).build();
    }

    private static DirectoryEntry.Builder entry(String id) {
        return DirectoryEntry.newBuilder().setEntryId(id).setRecordedAt(NOW).setRecordedBy("example");
    }
}
