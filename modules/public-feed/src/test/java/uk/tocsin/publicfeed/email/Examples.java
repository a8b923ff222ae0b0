package uk.tocsin.publicfeed.email;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import uk.tocsin.contracts.AffectedService;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.SubjectType;
import uk.tocsin.kafka.sealing.Seal;
import uk.tocsin.kafka.sealing.SealingKeys;

/** Residents, notices and keys to test with. */
final class Examples {

    static final Instant START = Instant.parse("2024-01-18T14:05:00Z");
    static final Wish EVERYTHING = wish(Set.of(), Set.of());

    private Examples() {}

    static Wish wish(Set<String> councils, Set<String> services) {
        return new Wish(new TreeSet<>(councils), new TreeSet<>(services));
    }

    /** A resident with an id in the order of the numbers. */
    static Subscription resident(int number, Wish wish) {
        return new Subscription(
                new UUID(0, number),
                "resident" + number + "@example.org",
                List.of(new Subscription.Since(START, wish)));
    }

    static Request request(String address, Wish wish) {
        return new Request(UUID.randomUUID(), address, wish, START.plus(Duration.ofDays(1)));
    }

    /** What was said of an incident, minutes after the residents subscribed. */
    static Said said(int revision, Said.Weight weight, String publisher, String... services) {
        return new Said(publisher, revision, weight, START.plusSeconds(60L * revision), Set.of(services));
    }

    static PublicNotice notice(int revision, EventKind kind, String headline) {
        PublicNotice.Builder notice = PublicNotice.newBuilder()
                .setEventId(new UUID(1, revision))
                .setSubjectType(SubjectType.INCIDENT)
                .setSubjectId("canterbury.2024-01-cyber")
                .setPublisher("canterbury")
                .setPublisherName("Canterbury City Council")
                .setRevision(revision)
                .setKind(kind)
                .setRecordedAt(START.plusSeconds(60L * revision));
        if (kind != EventKind.WITHDRAWN) {
            notice.setIncident(PublicIncident.newBuilder()
                    .setPhase(Phase.INVESTIGATING)
                    .setPersonalData(PersonalData.NOT_KNOWN)
                    .setAffectedServices(List.of(AffectedService.newBuilder()
                            .setServiceId("canterbury.planning")
                            .setName("Planning")
                            .build()))
                    .setHeadline(headline)
                    .setStatement("We are dealing with a security incident.")
                    .build());
        }
        return notice.build();
    }

    /** A seal under the key of that number, which also opens what those of the others sealed. */
    static Seal seal(int current, int... former) {
        SealingKeys keys = SealingKeys.of(
                key(current), Arrays.stream(former).mapToObj(Examples::key).toList());
        return new Seal(() -> keys, new SecureRandom());
    }

    private static String key(int first) {
        byte[] bytes = new byte[Seal.KEY_BYTES];
        bytes[0] = (byte) first;
        return Base64.getEncoder().encodeToString(bytes);
    }

    static PublicEmailProperties properties() {
        return new PublicEmailProperties(
                "",
                List.of(),
                Duration.ofDays(1),
                3,
                2,
                2,
                2,
                5,
                4096,
                10,
                10,
                2,
                1,
                3,
                Duration.ofDays(3),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofMillis(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofHours(1));
    }
}
