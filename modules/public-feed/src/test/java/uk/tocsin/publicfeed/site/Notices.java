package uk.tocsin.publicfeed.site;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import uk.tocsin.contracts.AffectedService;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicIncident;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.PublicService;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.StatusCause;
import uk.tocsin.contracts.SubjectType;

/** Notices to test with. */
final class Notices {

    static final Instant START = Instant.parse("2024-01-18T14:05:00Z");
    static final String INCIDENT = "canterbury.2024-01-cyber";
    static final String SERVICE = "canterbury.planning";
    static final PublicFeedProperties PROPERTIES = properties("");

    static final Instant NOW = START.plus(Duration.ofHours(1));

    private Notices() {}

    /** The same site where email is offered. */
    static PublicFeedProperties withEmail() {
        return properties("/email");
    }

    private static PublicFeedProperties properties(String emailAt) {
        return new PublicFeedProperties(
                "Example notices",
                URI.create("https://notices.example"),
                100,
                50,
                "Exercise",
                "Write to example@notices.example.",
                1000,
                5000,
                200,
                "",
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                10,
                Duration.ofSeconds(10),
                emailAt,
                Duration.ofMillis(100),
                Duration.ofSeconds(1));
    }

    static Site site() {
        return Site.live(PROPERTIES);
    }

    /** What the site has at a path, as text. */
    static String at(String path, Instant now, PublicNotice... notices) {
        Document document = site().at(path, Filter.NONE, NoticeBoard.EMPTY.with(List.of(notices)), now)
                .orElseThrow();
        return new String(document.body(), StandardCharsets.UTF_8);
    }

    /** A council that is not affected and says so. */
    static PublicNotice notAffected(String council, String name) {
        PublicNotice notice = incident(1, EventKind.NOT_AFFECTED, "We are not affected", "Ours is unrelated.");
        notice.put("subjectId", council + ".not-affected");
        notice.put("publisher", council);
        notice.put("publisherName", name);
        Objects.requireNonNull(notice.getIncident()).put("signatories", List.of(council));
        notice.getIncident().put("affectedServices", List.of());
        return notice;
    }

    /** The same service of another council. */
    static PublicNotice serviceOf(String council, String name, ServiceState state) {
        PublicNotice notice = service(1, state, "Example message of " + name);
        notice.put("subjectId", council + ".planning");
        notice.put("publisher", council);
        notice.put("publisherName", name);
        return notice;
    }

    /** Something of everything: what a site in use shows. */
    static PublicNotice[] story() {
        return new PublicNotice[] {
            incident(
                    1,
                    EventKind.DECLARED,
                    "Planning and maps are not available",
                    "We are dealing with a security incident.\n\nPlanning and maps are not available."),
            incident(
                    2,
                    EventKind.CORRECTED,
                    "Planning is not available",
                    "We are dealing with a security incident. Planning is not available. Maps are, other than we said."),
            service(1, ServiceState.MAJOR_OUTAGE, "Planning is down."),
            serviceOf("thanet", "Thanet District Council", ServiceState.RESTRICTED),
            serviceOf("dover", "Dover District Council", ServiceState.OPERATIONAL),
            notAffected("ashford", "Ashford Borough Council"),
            declared("thanet.slip", "thanet", "Thanet District Council"),
            withdrawn("thanet.slip", "thanet", "Thanet District Council")
        };
    }

    private static PublicNotice declared(String id, String council, String name) {
        PublicNotice notice = incident(1, EventKind.DECLARED, "secret slip", "secret slip");
        notice.put("subjectId", id);
        notice.put("publisher", council);
        notice.put("publisherName", name);
        return notice;
    }

    private static PublicNotice withdrawn(String id, String council, String name) {
        PublicNotice notice = withdrawal(SubjectType.INCIDENT, id, 2);
        notice.put("publisher", council);
        notice.put("publisherName", name);
        return notice;
    }

    static PublicNotice incident(int revision, EventKind kind, String statement) {
        return incident(revision, kind, "Headline " + revision, statement);
    }

    static PublicNotice incident(int revision, EventKind kind, String headline, String statement) {
        PublicIncident content = PublicIncident.newBuilder()
                .setPhase(kind == EventKind.RESOLVED ? Phase.RESOLVED : Phase.INVESTIGATING)
                .setPersonalData(PersonalData.NOT_BELIEVED_AFFECTED)
                .setAffectedServices(List.of(AffectedService.newBuilder()
                        .setServiceId(SERVICE)
                        .setName("Planning")
                        .build()))
                .setHeadline(headline)
                .setStatement(statement)
                .setSignatories(List.of("canterbury", "dover"))
                .setSignatoryNames(List.of("Canterbury City Council", "Dover District Council"))
                .setNextUpdateDue(START.plus(Duration.ofDays(1)))
                .build();
        return notice(SubjectType.INCIDENT, INCIDENT, revision, kind)
                .setIncident(content)
                .build();
    }

    /** The notice, with those services as affected, by the shared part of their ids. */
    static PublicNotice affecting(PublicNotice notice, String... slugs) {
        Objects.requireNonNull(notice.getIncident())
                .put(
                        "affectedServices",
                        Arrays.stream(slugs)
                                .map(slug -> AffectedService.newBuilder()
                                        .setServiceId(notice.getPublisher() + "." + slug)
                                        .setName("Example " + slug)
                                        .build())
                                .toList());
        return notice;
    }

    static PublicNotice withdrawal(SubjectType type, String id, int revision) {
        return notice(type, id, revision, EventKind.WITHDRAWN).build();
    }

    static PublicNotice service(int revision, ServiceState state, String message) {
        PublicService content = PublicService.newBuilder()
                .setName("Planning")
                .setState(state)
                .setCause(StatusCause.INCIDENT)
                .setMessage(message)
                .setAlternative("Telephone us")
                .setExpectedBy(null)
                .setSince(START)
                .build();
        return notice(SubjectType.SERVICE, SERVICE, revision, EventKind.UPDATED)
                .setService(content)
                .build();
    }

    private static PublicNotice.Builder notice(SubjectType type, String id, int revision, EventKind kind) {
        return PublicNotice.newBuilder()
                .setEventId(UUID.nameUUIDFromBytes(new byte[] {(byte) revision}))
                .setSubjectType(type)
                .setSubjectId(id)
                .setPublisher("canterbury")
                .setPublisherName("Canterbury City Council")
                .setPublisherRegion("Kent")
                .setPublisherGssCode("E07000106")
                .setRevision(revision)
                .setKind(kind)
                .setRecordedAt(START.plusSeconds(60L * (revision - 1)));
    }
}
