package uk.tocsin.partnerfanout.delivery;

import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import uk.tocsin.contracts.AffectedService;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentAlert;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.Severity;
import uk.tocsin.contracts.SubjectType;
import uk.tocsin.contracts.SubscriptionFilter;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.partnerfanout.inbox.InboxJson;

/**
 * Whether a subscription asks for what has come. It decides only what is sent on of an inbox: what comes into the inbox is
 * for {@code disclosure} to decide, and is kept there either way.
 */
final class Wanted {

    private Wanted() {}

    /**
     * Why a record is not asked for, in one sentence, or empty when it is. NCSC's responses are always asked for, and a
     * withdrawal unless its publisher is not: it has no words by which more could be told, and nobody may miss one of what
     * they have had.
     *
     * @param directory today's, for the circles that publishers are in
     */
    static Optional<String> withheld(
            @Nullable SubscriptionFilter filter, @Nullable SpecificRecord record, Directory directory) {
        if (filter == null || !(record instanceof PartnerAlert alert)) {
            return Optional.empty();
        }
        String publisher = alert.getPublisher();
        if (excludes(filter.getPublishers(), publisher)) {
            return withheld("the publisher " + publisher);
        }
        if (!filter.getFromCircles().isEmpty() && !inOne(filter.getFromCircles(), publisher, directory)) {
            return withheld("a publisher outside its circles, such as " + publisher);
        }
        if (alert.getKind() == EventKind.WITHDRAWN) {
            return Optional.empty();
        }
        return byContent(filter, alert);
    }

    private static Optional<String> byContent(SubscriptionFilter filter, PartnerAlert alert) {
        if (excludes(filter.getKinds(), alert.getKind())) {
            return withheld("the kind " + InboxJson.written(alert.getKind()));
        }
        IncidentAlert incident = alert.getIncident();
        if (incident != null && excludes(filter.getPhases(), incident.getPhase())) {
            return withheld("the phase " + InboxJson.written(incident.getPhase()));
        }
        if (!filter.getServices().isEmpty() && !concerns(filter.getServices(), alert)) {
            return withheld("what concerns none of its services");
        }
        Severity severity = AlertSeverity.of(alert);
        Severity least = filter.getMinSeverity();
        if (least != null && severity != Severity.UNKNOWN && severity.compareTo(least) < 0) {
            return withheld("the severity " + InboxJson.written(severity));
        }
        return Optional.empty();
    }

    private static <T> boolean excludes(List<T> asked, T value) {
        return !asked.isEmpty() && !asked.contains(value);
    }

    private static boolean inOne(List<String> circles, String publisher, Directory directory) {
        return circles.stream()
                .flatMap(circle -> directory.circle(circle).stream())
                .anyMatch(circle -> circle.getMembers().contains(publisher));
    }

    private static boolean concerns(List<String> services, PartnerAlert alert) {
        IncidentAlert incident = alert.getIncident();
        return (alert.getSubjectType() == SubjectType.SERVICE && services.contains(alert.getSubjectId()))
                || (incident != null
                        && incident.getAffectedServices().stream()
                                .map(AffectedService::getServiceId)
                                .anyMatch(services::contains));
    }

    private static Optional<String> withheld(String what) {
        return Optional.of("its filter does not ask for " + what);
    }
}
