package uk.tocsin.partnerfanout.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.tocsin.contracts.AffectedService;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentAlert;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.ServiceAlert;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.Severity;
import uk.tocsin.contracts.StatusCause;
import uk.tocsin.contracts.SubjectType;
import uk.tocsin.contracts.SubscriptionFilter;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.partnerfanout.Examples;

/** What a subscription asks for, by each thing that it can ask by. */
class WantedTest {

    private static final PartnerAlert INCIDENT = incident(EventKind.DECLARED, Phase.INVESTIGATING);

    @Test
    void withoutAFilterOrWithAnEmptyOneAllIsAskedFor() {
        assertThat(Wanted.withheld(null, INCIDENT, Examples.EAST_KENT)).isEmpty();
        assertThat(withheld(filter -> filter, INCIDENT)).isNull();
    }

    @Test
    void byPublisher() {
        assertThat(withheld(filter -> filter.setPublishers(List.of("canterbury")), INCIDENT))
                .isNull();
        assertThat(withheld(filter -> filter.setPublishers(List.of("thanet", "dover")), INCIDENT))
                .isEqualTo("its filter does not ask for the publisher canterbury");
    }

    @Test
    void byTheCirclesThatThePublisherIsInToday() {
        assertThat(withheld(filter -> filter.setFromCircles(List.of("nowhere", "east-kent")), INCIDENT))
                .isNull();
        assertThat(withheld(filter -> filter.setFromCircles(List.of("nowhere")), INCIDENT))
                .contains("circles");
    }

    @Test
    void byKindAndPhase() {
        assertThat(withheld(filter -> filter.setKinds(List.of(EventKind.DECLARED)), INCIDENT))
                .isNull();
        assertThat(withheld(filter -> filter.setKinds(List.of(EventKind.RESOLVED)), INCIDENT))
                .contains("declared");
        assertThat(withheld(filter -> filter.setPhases(List.of(Phase.INVESTIGATING)), INCIDENT))
                .isNull();
        assertThat(withheld(filter -> filter.setPhases(List.of(Phase.CONTAINED)), INCIDENT))
                .contains("investigating");
        assertThat(withheld(filter -> filter.setPhases(List.of(Phase.CONTAINED)), service(ServiceState.DEGRADED)))
                .as("a service has no phase")
                .isNull();
    }

    @Test
    void byServiceThatItIsAboutOrThatTheIncidentAffects() {
        UnaryOperator<SubscriptionFilter.Builder> planning =
                filter -> filter.setServices(List.of("canterbury.planning"));

        assertThat(withheld(planning, INCIDENT)).isNull();
        assertThat(withheld(planning, service(ServiceState.DEGRADED))).isNull();
        assertThat(withheld(filter -> filter.setServices(List.of("dover.forms")), INCIDENT))
                .contains("services");
    }

    @ParameterizedTest
    @CsvSource({
        "MAJOR_OUTAGE, HIGH",
        "PARTIAL_OUTAGE, HIGH",
        "RESTRICTED, MEDIUM",
        "DEGRADED, MEDIUM",
        "UNKNOWN, MEDIUM",
        "MAINTENANCE, LOW",
        "OPERATIONAL, LOW"
    })
    void severityOfAServiceIsThatOfItsState(ServiceState state, Severity severity) {
        assertThat(AlertSeverity.of(service(state))).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({
        "DECLARED, INVESTIGATING, NOT_KNOWN, MEDIUM",
        "DECLARED, SUSPECTED, SUSPECTED, HIGH",
        "RESOLVED, RESOLVED, CONFIRMED, HIGH",
        "RESOLVED, RESOLVED, NOT_AFFECTED, LOW",
        "NOT_AFFECTED, UNKNOWN, NOT_KNOWN, LOW"
    })
    void severityOfAnIncident(EventKind kind, Phase phase, PersonalData data, Severity severity) {
        assertThat(AlertSeverity.of(incident(kind, phase, data))).isEqualTo(severity);
    }

    @Test
    void bySeverity() {
        assertThat(withheld(filter -> filter.setMinSeverity(Severity.MEDIUM), INCIDENT))
                .isNull();
        assertThat(withheld(filter -> filter.setMinSeverity(Severity.HIGH), INCIDENT))
                .contains("medium");
    }

    /** Whoever has had something must hear that it no longer stands, whatever it asks for today. */
    @Test
    void withdrawalIsAskedForUnlessItsPublisherIsNot() {
        PartnerAlert withdrawal = PartnerAlert.newBuilder(INCIDENT)
                .setKind(EventKind.WITHDRAWN)
                .setIncident(null)
                .build();

        assertThat(withheld(
                        filter -> filter.setKinds(List.of(EventKind.RESOLVED))
                                .setPhases(List.of(Phase.CONTAINED))
                                .setServices(List.of("dover.forms"))
                                .setMinSeverity(Severity.HIGH),
                        withdrawal))
                .isNull();
        assertThat(withheld(filter -> filter.setPublishers(List.of("dover")), withdrawal))
                .isNotNull();
    }

    @Test
    void responseOfNcscIsAlwaysAskedFor() {
        var filter =
                SubscriptionFilter.newBuilder().setPublishers(List.of("dover")).build();

        assertThat(Wanted.withheld(filter, Examples.response(1), Examples.EAST_KENT))
                .isEmpty();
    }

    private static @Nullable String withheld(UnaryOperator<SubscriptionFilter.Builder> filter, PartnerAlert alert) {
        return Wanted.withheld(filter.apply(SubscriptionFilter.newBuilder()).build(), alert, Examples.EAST_KENT)
                .orElse(null);
    }

    private static PartnerAlert incident(EventKind kind, Phase phase) {
        return incident(kind, phase, PersonalData.NOT_KNOWN);
    }

    private static PartnerAlert incident(EventKind kind, Phase phase, PersonalData data) {
        return alert(SubjectType.INCIDENT, "canterbury.2024-01-cyber", kind)
                .setIncident(IncidentAlert.newBuilder()
                        .setPhase(phase)
                        .setPersonalData(data)
                        .setAffectedServices(List.of(AffectedService.newBuilder()
                                .setServiceId("canterbury.planning")
                                .setName("Planning")
                                .build()))
                        .build())
                .build();
    }

    private static PartnerAlert service(ServiceState state) {
        return alert(SubjectType.SERVICE, "canterbury.planning", EventKind.UPDATED)
                .setService(ServiceAlert.newBuilder()
                        .setName("Planning")
                        .setState(state)
                        .setCause(StatusCause.INCIDENT)
                        .setSince(Examples.TIME)
                        .build())
                .build();
    }

    private static PartnerAlert.Builder alert(SubjectType type, String subject, EventKind kind) {
        Examples.circles();
        return PartnerAlert.newBuilder()
                .setEventId(new java.util.UUID(1, 1))
                .setSubjectType(type)
                .setSubjectId(subject)
                .setPublisher("canterbury")
                .setRevision(1)
                .setKind(kind)
                .setRecordedAt(Examples.TIME)
                .setTlp(Tlp.AMBER);
    }
}
