package uk.tocsin.replay;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.SubjectType;

/**
 * One event as one reader sees it.
 *
 * @param view which form it has
 * @param type whether it speaks of an incident or of a service
 * @param subjectId the incident or service that it speaks of
 * @param kind what it says
 * @param recordedAt when it was recorded
 * @param contract what leaves
 */
record Shown(
        View view, SubjectType type, String subjectId, EventKind kind, Instant recordedAt, SpecificRecord contract) {

    static Shown whole(IncidentEvent event) {
        return new Shown(
                View.INCIDENT_EVENT,
                SubjectType.INCIDENT,
                event.getIncidentId(),
                event.getKind(),
                event.getRecordedAt(),
                event);
    }

    static Shown whole(ServiceStatusEvent event) {
        return new Shown(
                View.SERVICE_STATUS_EVENT,
                SubjectType.SERVICE,
                event.getServiceId(),
                EventKind.UPDATED,
                event.getRecordedAt(),
                event);
    }

    static Shown of(PartnerAlert alert) {
        return new Shown(
                View.PARTNER_ALERT,
                alert.getSubjectType(),
                alert.getSubjectId(),
                alert.getKind(),
                alert.getRecordedAt(),
                alert);
    }

    static Shown of(Referral referral) {
        return new Shown(
                View.REFERRAL,
                SubjectType.INCIDENT,
                referral.getIncidentId(),
                referral.getKind(),
                referral.getRecordedAt(),
                referral);
    }

    static Shown of(PublicNotice notice) {
        return new Shown(
                View.PUBLIC_NOTICE,
                notice.getSubjectType(),
                notice.getSubjectId(),
                notice.getKind(),
                notice.getRecordedAt(),
                notice);
    }

    /** Whether it takes back what the reader had before. */
    boolean takesBack() {
        return kind == EventKind.WITHDRAWN;
    }
}
