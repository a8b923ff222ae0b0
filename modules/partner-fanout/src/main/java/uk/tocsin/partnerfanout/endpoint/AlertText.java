package uk.tocsin.partnerfanout.endpoint;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.AffectedService;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentAlert;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PartnerDetail;
import uk.tocsin.contracts.PublicSection;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.ServiceAlert;
import uk.tocsin.disclosure.Labels;
import uk.tocsin.partnerfanout.inbox.InboxJson;

/**
 * A record of an inbox in words for people, for a chat or a letter. Every field is named here one by one, and the label comes
 * first, as TLP 2.0 asks.
 *
 * @param title one line
 * @param lines what else there is to say; the last says where to find more
 */
public record AlertText(String title, List<String> lines) {

    public AlertText {
        lines = List.copyOf(lines);
    }

    /**
     * Puts a record into words.
     *
     * @throws IllegalArgumentException for a record type that no inbox holds
     */
    static AlertText of(SpecificRecord record) {
        if (record instanceof PartnerAlert alert) {
            return of(alert);
        }
        if (record instanceof ReferralResponse response) {
            return of(response);
        }
        throw new IllegalArgumentException(
                "record: " + record.getSchema().getName() + " (expected: PartnerAlert or ReferralResponse)");
    }

    /** What a test message says. */
    static AlertText ping() {
        return new AlertText(
                "Tocsin: a test", List.of("Somebody asked for this test message. Alerts of Tocsin arrive here."));
    }

    private static AlertText of(PartnerAlert alert) {
        String label = Labels.written(alert.getTlp()) + " " + alert.getPublisher() + ": ";
        List<String> lines = new ArrayList<>();
        IncidentAlert incident = alert.getIncident();
        ServiceAlert service = alert.getService();
        String title;
        if (alert.getKind() == EventKind.WITHDRAWN) {
            title = label + alert.getSubjectId() + " is withdrawn";
            lines.add("What you were told of it no longer stands.");
        } else if (service != null) {
            title = label + service.getName() + " is " + words(service.getState());
            add(lines, "", service.getMessage());
            add(lines, "Instead: ", service.getAlternative());
        } else {
            title = label + "incident " + words(alert.getKind()) + headline(alert, incident);
            if (incident != null) {
                add(lines, incident);
            }
        }
        lines.add(alert.getSubjectId() + ", revision " + alert.getRevision());
        return new AlertText(title, lines);
    }

    private static String headline(PartnerAlert alert, @Nullable IncidentAlert incident) {
        PublicSection words = incident == null ? null : incident.getStatement();
        return " - " + (words == null ? alert.getSubjectId() : words.getHeadline());
    }

    private static void add(List<String> lines, IncidentAlert incident) {
        PartnerDetail detail = incident.getDetail();
        PublicSection words = incident.getStatement();
        lines.add("Phase: " + words(incident.getPhase()));
        if (detail != null) {
            add(lines, "", detail.getSummary());
            add(lines, "Advice: ", detail.getAdvice());
            add(lines, "Contact: ", detail.getContact());
        }
        if (words != null) {
            add(lines, "Said in public: ", words.getStatement());
        }
        List<String> services = incident.getAffectedServices().stream()
                .map(AffectedService::getName)
                .toList();
        if (!services.isEmpty()) {
            lines.add("Services: " + String.join(", ", services));
        }
    }

    private static AlertText of(ReferralResponse response) {
        List<String> lines = new ArrayList<>();
        add(lines, "", response.getMessage());
        lines.add(response.getIncidentId() + ", revision " + response.getRevision());
        return new AlertText(
                response.getRespondedBy() + ": referral " + words(response.getDecision()) + " - "
                        + response.getIncidentId(),
                lines);
    }

    private static void add(List<String> lines, String before, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            lines.add(before + text);
        }
    }

    private static String words(Enum<?> word) {
        return InboxJson.written(word).replace('-', ' ');
    }
}
