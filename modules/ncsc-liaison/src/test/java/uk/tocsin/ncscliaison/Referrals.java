package uk.tocsin.ncscliaison;

import java.time.Instant;
import java.util.UUID;
import uk.tocsin.contracts.EventKind;
import uk.tocsin.contracts.LiaisonSection;
import uk.tocsin.contracts.PersonalData;
import uk.tocsin.contracts.Phase;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.Tlp;
import uk.tocsin.kafka.registry.TrustedContracts;

/** Examples. */
final class Referrals {

    private Referrals() {}

    static Referral example() {
        TrustedContracts.trust();
        return Referral.newBuilder()
                .setEventId(UUID.fromString("6b1f0d0e-5a3c-4c7e-9a51-0f4f2a1c9d10"))
                .setIncidentId("canterbury.2024-01-cyber")
                .setPublisher("canterbury")
                .setRevision(2)
                .setKind(EventKind.UPDATED)
                .setPhase(Phase.INVESTIGATING)
                .setRecordedAt(Instant.parse("2024-01-18T10:00:00Z"))
                .setPersonalData(PersonalData.NOT_BELIEVED_AFFECTED)
                .setLiaison(LiaisonSection.newBuilder()
                        .setTlp(Tlp.AMBER_STRICT)
                        .setTechnicalDetail("Remote access")
                        .build())
                .build();
    }
}
