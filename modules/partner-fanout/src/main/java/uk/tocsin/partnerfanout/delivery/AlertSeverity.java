package uk.tocsin.partnerfanout.delivery;

import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentAlert;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.ServiceAlert;
import uk.tocsin.contracts.Severity;

/** How much an alert weighs, by the rules in docs/delivery.md: publishers give no severity, so what they say decides. */
final class AlertSeverity {

    private AlertSeverity() {}

    /** Of an alert with neither incident nor service, such as a withdrawal, it is unknown. */
    static Severity of(PartnerAlert alert) {
        IncidentAlert incident = alert.getIncident();
        ServiceAlert service = alert.getService();
        if (service != null) {
            return of(service);
        }
        return incident == null ? Severity.UNKNOWN : of(alert, incident);
    }

    private static Severity of(ServiceAlert service) {
        return switch (service.getState()) {
            case PARTIAL_OUTAGE, MAJOR_OUTAGE -> Severity.HIGH;
            case DEGRADED, RESTRICTED, UNKNOWN -> Severity.MEDIUM;
            case OPERATIONAL, MAINTENANCE -> Severity.LOW;
        };
    }

    private static Severity of(PartnerAlert alert, IncidentAlert incident) {
        if (incident.getPersonalData() == PersonalData.SUSPECTED
                || incident.getPersonalData() == PersonalData.CONFIRMED) {
            return Severity.HIGH;
        }
        boolean over = alert.getKind() == EventKind.RESOLVED
                || alert.getKind() == EventKind.NOT_AFFECTED
                || incident.getPhase() == Phase.RESOLVED;
        return over ? Severity.LOW : Severity.MEDIUM;
    }
}
