package uk.tocsin.kafka.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.LiaisonSection;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.kafka.registry.TrustedContracts;

class ContractJsonTest {

    static {
        TrustedContracts.trust();
    }

    private static final Referral REFERRAL = Referral.newBuilder()
            .setEventId(UUID.fromString("6b1f0d0e-5a3c-4c7e-9a51-0f4f2a1c9d10"))
            .setIncidentId("canterbury.2024-01-cyber")
            .setPublisher("canterbury")
            .setRevision(2)
            .setKind(EventKind.NOT_AFFECTED)
            .setPhase(Phase.INVESTIGATING)
            .setRecordedAt(Instant.parse("2024-01-18T10:00:00Z"))
            .setPersonalData(PersonalData.NOT_BELIEVED_AFFECTED)
            .setSuppliers(List.of("Example Supplier"))
            .setLiaison(LiaisonSection.newBuilder()
                    .setTlp(Tlp.AMBER_STRICT)
                    .setTechnicalDetail("Remote access")
                    .build())
            .build();

    @Test
    void writesEveryKindOfValueInItsJsonForm() {
        assertThat(ContractJson.of(REFERRAL).toString())
                .isEqualTo("{\"eventId\":\"6b1f0d0e-5a3c-4c7e-9a51-0f4f2a1c9d10\","
                        + "\"incidentId\":\"canterbury.2024-01-cyber\",\"publisher\":\"canterbury\",\"revision\":2,"
                        + "\"kind\":\"not-affected\",\"phase\":\"investigating\","
                        + "\"recordedAt\":\"2024-01-18T10:00:00Z\",\"affectedServices\":[],"
                        + "\"suppliers\":[\"Example Supplier\"],\"links\":[],"
                        + "\"personalData\":\"not-believed-affected\","
                        + "\"liaison\":{\"tlp\":\"TLP:AMBER+STRICT\",\"technicalDetail\":\"Remote access\"}}");
    }

    @Test
    void leavesOutWhatIsAbsent() {
        assertThat(ContractJson.of(REFERRAL).has("occurredAt")).isFalse();
    }
}
