package uk.tocsin.hub.journeys;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LiaisonSection;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicSection;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Sharing;
import uk.tocsin.contracts.StatusCause;
import uk.tocsin.contracts.SubjectType;
import uk.tocsin.contracts.Tlp;

/** Example events, as a council writes them straight to its topic. */
final class Events {

    private Events() {}

    /** For everyone, a circle, and NCSC. */
    static IncidentEvent incident(String publisher, String name, int revision, String circle) {
        return IncidentEvent.newBuilder()
                .setEventId(UUID.randomUUID())
                .setIncidentId(publisher + "." + name)
                .setPublisher(publisher)
                .setRevision(revision)
                .setKind(revision == 1 ? EventKind.DECLARED : EventKind.UPDATED)
                .setPhase(Phase.INVESTIGATING)
                .setRecordedAt(Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS))
                .setPersonalData(PersonalData.NOT_KNOWN)
                .setPublicSection(new PublicSection("Example headline", "Example statement", List.of(), null))
                .setPartnerSection(new PartnerSection(
                        Tlp.AMBER,
                        new Audience(List.of(circle), List.of()),
                        "Example summary",
                        List.of(),
                        List.of(),
                        null,
                        null))
                .setLiaisonSection(new LiaisonSection(Tlp.AMBER, "Example detail", null, null, null))
                .build();
    }

    static ServiceStatusEvent status(String publisher, String name, int revision, String circle) {
        Instant now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        return ServiceStatusEvent.newBuilder()
                .setEventId(UUID.randomUUID())
                .setServiceId(publisher + "." + name)
                .setPublisher(publisher)
                .setServiceName("Example service")
                .setRevision(revision)
                .setState(ServiceState.DEGRADED)
                .setCause(StatusCause.INCIDENT)
                .setSince(now)
                .setRecordedAt(now)
                .setSharing(Sharing.PUBLIC)
                .setAudience(new Audience(List.of(circle), List.of()))
                .build();
    }

    /** An alert as it stands in an inbox. */
    static PartnerAlert alert(String subjectId, int revision) {
        return PartnerAlert.newBuilder()
                .setEventId(UUID.randomUUID())
                .setSubjectType(SubjectType.INCIDENT)
                .setSubjectId(subjectId)
                .setPublisher(subjectId.substring(0, subjectId.indexOf('.')))
                .setRevision(revision)
                .setKind(revision == 1 ? EventKind.DECLARED : EventKind.UPDATED)
                .setRecordedAt(Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS))
                .setTlp(Tlp.AMBER)
                .build();
    }

    /** The JSON body of an incident for everyone, the circle of all councils, and NCSC. */
    static String json(UUID eventId, String incidentId, String kind, String more) {
        return """
                {"eventId":"%s","incidentId":"%s","kind":"%s","phase":"investigating","personalData":"not-known",
                 "public":{"headline":"Example headline","statement":"Example statement"},
                 "partner":{"tlp":"TLP:AMBER","audience":{"circles":["kent-councils"]},"summary":"Example summary"},
                 "liaison":{"tlp":"TLP:AMBER","technicalDetail":"Example detail"}%s}
                """.formatted(eventId, incidentId, kind, more);
    }
}
