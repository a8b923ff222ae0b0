package uk.tocsin.bench.site;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

/** What the public knows on a bad day: many example councils, of which some have an incident and services that are down. */
final class ExampleNotices {

    private static final List<String> SERVICES =
            List.of("planning", "online-forms", "council-tax", "waste-collections", "website");

    /** Of the services of a council with an incident. */
    private static final int AFFECTED = 2;

    private static final int REGIONS = 20;
    private static final int REVISIONS = 3;
    private static final String STATEMENT =
            "Example: we are dealing with a security incident and look into it with others. "
                    .repeat(6)
                    .strip();

    private ExampleNotices() {}

    /** The id of the incident of the council of that number. */
    static String incident(int council) {
        return member(council) + ".incident";
    }

    /**
     * Notices of all councils, in an order in which they may be published.
     *
     * @param councils how many, each with a notice of every service
     * @param incidents how many of them have an incident, of three notices
     */
    static List<PublicNotice> of(int councils, int incidents) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<PublicNotice> notices = new ArrayList<>();
        for (int council = 0; council < councils; council++) {
            for (int service = 0; service < SERVICES.size(); service++) {
                boolean isAffected = council < incidents && service < AFFECTED;
                notices.add(service(council, SERVICES.get(service), isAffected, now));
            }
            for (int revision = 1; council < incidents && revision <= REVISIONS; revision++) {
                notices.add(incident(council, revision, now.minus(Duration.ofHours(REVISIONS - revision))));
            }
        }
        return notices;
    }

    private static PublicNotice service(int council, String service, boolean isAffected, Instant at) {
        return notice(council, SubjectType.SERVICE, member(council) + "." + service, 1, EventKind.UPDATED, at)
                .setService(PublicService.newBuilder()
                        .setName(service.replace('-', ' '))
                        .setState(isAffected ? ServiceState.MAJOR_OUTAGE : ServiceState.OPERATIONAL)
                        .setCause(isAffected ? StatusCause.INCIDENT : StatusCause.UNKNOWN)
                        .setMessage(isAffected ? "Example: not available." : null)
                        .setAlternative(isAffected ? "Telephone us." : null)
                        .setExpectedBy(null)
                        .setSince(at)
                        .build())
                .build();
    }

    private static PublicNotice incident(int council, int revision, Instant at) {
        EventKind kind = revision == 1 ? EventKind.DECLARED : EventKind.UPDATED;
        List<AffectedService> affected = SERVICES.subList(0, AFFECTED).stream()
                .map(service -> AffectedService.newBuilder()
                        .setServiceId(member(council) + "." + service)
                        .setName(service.replace('-', ' '))
                        .build())
                .toList();
        return notice(council, SubjectType.INCIDENT, incident(council), revision, kind, at)
                .setIncident(PublicIncident.newBuilder()
                        .setPhase(Phase.INVESTIGATING)
                        .setPersonalData(PersonalData.NOT_KNOWN)
                        .setAffectedServices(affected)
                        .setHeadline("Example incident of " + name(council))
                        .setStatement(STATEMENT)
                        .setSignatories(List.of(member(council)))
                        .setSignatoryNames(List.of(name(council)))
                        .setNextUpdateDue(at.plus(Duration.ofDays(2)))
                        .build())
                .build();
    }

    private static PublicNotice.Builder notice(
            int council, SubjectType type, String subject, int revision, EventKind kind, Instant at) {
        return PublicNotice.newBuilder()
                .setEventId(UUID.randomUUID())
                .setSubjectType(type)
                .setSubjectId(subject)
                .setPublisher(member(council))
                .setPublisherName(name(council))
                .setPublisherRegion("Example region " + council % REGIONS)
                .setPublisherGssCode(null)
                .setRevision(revision)
                .setKind(kind)
                .setRecordedAt(at);
    }

    private static String member(int council) {
        return String.format(Locale.ROOT, "example-public-%03d", council);
    }

    private static String name(int council) {
        return "Example Council " + (council + 1);
    }
}
