package uk.tocsin.publicfeed.projector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.LedgerEntry;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.PublicSection;
import uk.tocsin.contracts.ServiceState;
import uk.tocsin.contracts.ServiceStatusEvent;
import uk.tocsin.contracts.Sharing;
import uk.tocsin.contracts.StatusCause;
import uk.tocsin.contracts.Topics;
import uk.tocsin.disclosure.Directory;
import uk.tocsin.kafka.projection.Projected;
import uk.tocsin.kafka.projection.SourceEvent;

class PublicProjectionTest {

    private static final Instant START = Instant.parse("2024-01-18T14:05:00Z");
    private static final String INCIDENT = "canterbury.2024-01-cyber";
    private static final String SERVICE = "canterbury.planning";

    private final PublicProjection projection = new PublicProjection();

    private static IncidentEvent incident(int revision, EventKind kind, boolean isPublic) {
        PublicSection section = PublicSection.newBuilder()
                .setHeadline("Headline")
                .setStatement("Statement")
                .setSignatories(List.of("canterbury"))
                .build();
        return IncidentEvent.newBuilder()
                .setEventId(new UUID(0, revision))
                .setIncidentId(INCIDENT)
                .setPublisher("canterbury")
                .setRevision(revision)
                .setKind(kind)
                .setPhase(Phase.INVESTIGATING)
                .setAwareAt(START)
                .setRecordedAt(START)
                .setPersonalData(PersonalData.NOT_KNOWN)
                .setPublicSection(isPublic ? section : null)
                .build();
    }

    private static ServiceStatusEvent service(int revision, Sharing sharing) {
        return ServiceStatusEvent.newBuilder()
                .setEventId(new UUID(1, revision))
                .setServiceId(SERVICE)
                .setServiceName("Planning")
                .setPublisher("canterbury")
                .setRevision(revision)
                .setState(ServiceState.DEGRADED)
                .setCause(StatusCause.INCIDENT)
                .setSince(START)
                .setRecordedAt(START)
                .setSharing(sharing)
                .build();
    }

    private Projected project(org.apache.avro.specific.SpecificRecord event, @Nullable LedgerEntry ledger) {
        return projection.project(SourceEvent.of(event).orElseThrow(), Optional.ofNullable(ledger), Directory.EMPTY);
    }

    private static PublicNotice notice(Projected projected) {
        assertThat(projected.outputs()).hasSize(1);
        assertThat(projected.outputs().get(0).topics()).containsExactly(Topics.PUBLIC_NOTICES);
        return (PublicNotice) projected.outputs().get(0).contract();
    }

    @Test
    void publicSectionBecomesNoticeAndIsRemembered() {
        var projected = project(incident(1, EventKind.DECLARED, true), null);

        assertThat(notice(projected).getKind()).isEqualTo(EventKind.DECLARED);
        assertThat(projected.outputs().get(0).key()).isEqualTo(INCIDENT);
        assertThat(projected.ledger().getRecipients()).containsOnlyKeys("public");
    }

    @Test
    void eventWithoutPublicSectionSendsNothingButIsRemembered() {
        var projected = project(incident(1, EventKind.DECLARED, false), null);

        assertThat(projected.outputs()).isEmpty();
        assertThat(projected.ledger().getRevision()).isEqualTo(1);
        assertThat(projected.ledger().getRecipients()).isEmpty();
    }

    @Test
    void withdrawalOfWhatWasNeverPublicTellsNobody() {
        var declared = project(incident(1, EventKind.DECLARED, false), null);

        assertThat(project(incident(2, EventKind.WITHDRAWN, false), declared.ledger())
                        .outputs())
                .isEmpty();
    }

    @Test
    void withdrawalReachesPublicOnce() {
        var declared = project(incident(1, EventKind.DECLARED, true), null);
        var quiet = project(incident(2, EventKind.UPDATED, false), declared.ledger());

        var withdrawn = project(incident(3, EventKind.WITHDRAWN, false), quiet.ledger());

        assertThat(notice(withdrawn).getKind()).isEqualTo(EventKind.WITHDRAWN);
        assertThat(notice(withdrawn).getIncident()).isNull();
        assertThat(project(incident(4, EventKind.WITHDRAWN, false), withdrawn.ledger())
                        .outputs())
                .isEmpty();
    }

    @Test
    void serviceTakenBackFromPublicIsWithdrawn() {
        var shown = project(service(1, Sharing.PUBLIC), null);

        assertThat(notice(shown).getService()).isNotNull();
        assertThat(notice(project(service(2, Sharing.PARTNERS), shown.ledger())).getKind())
                .isEqualTo(EventKind.WITHDRAWN);
        assertThat(project(service(1, Sharing.PARTNERS), null).outputs()).isEmpty();
    }
}
