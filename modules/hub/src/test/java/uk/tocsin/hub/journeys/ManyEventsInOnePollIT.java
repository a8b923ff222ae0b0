package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.Topics;

/**
 * Many events of several councils and of both their topics in one poll. Once, reading the ledger back in the middle of a
 * transaction waited for that very transaction, until the broker fenced the projection off.
 */
class ManyEventsInOnePollIT {

    private static final int INCIDENTS = 20;
    private static final int REVISIONS = 5;

    private final Hub hub = Hub.get();
    private final String run = "burst-" + Long.toString(Instant.now().toEpochMilli(), 36);

    @Test
    void burstOfSeveralCouncilsArrivesOnceAndInOrderWithoutAPause() {
        List<String> sent = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int revision = 1; revision <= REVISIONS; revision++) {
            for (int number = 0; number < INCIDENTS; number++) {
                for (String council : Hub.COUNCILS) {
                    var incident = Events.incident(council, run + "-" + number, revision, "kent-councils");
                    var status = Events.status(council, run + "-s" + number, revision, "kent-councils");
                    records.add(hub.kafka.record(Topics.incidents(council), incident.getIncidentId(), incident));
                    records.add(hub.kafka.record(Topics.serviceStatus(council), status.getServiceId(), status));
                    sent.add(incident.getIncidentId() + "#" + revision);
                    sent.add(status.getServiceId() + "#" + revision);
                }
            }
        }
        hub.kafka.writeAtOnce(records);

        // Half of the time after which a transaction that waits for itself is fenced off.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(notices()).hasSize(sent.size()));
        assertThat(notices()).containsExactlyInAnyOrderElementsOf(sent);
        for (String council : Hub.COUNCILS) {
            List<String> others = sent.stream()
                    .filter(event -> !event.startsWith(council + "."))
                    .toList();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(alerts(council)).hasSize(others.size()));
            assertThat(alerts(council)).containsExactlyInAnyOrderElementsOf(others);
            InOrder.assertInOrder(alerts(council));
        }
        InOrder.assertInOrder(notices());
        List<String> incidents =
                sent.stream().filter(event -> !event.contains(run + "-s")).toList();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(referrals()).containsExactlyInAnyOrderElementsOf(incidents));
    }

    private List<String> notices() {
        return hub.kafka.read(Topics.PUBLIC_NOTICES).stream()
                .map(record -> (PublicNotice) hub.kafka.decode(record))
                .map(notice -> notice.getSubjectId() + "#" + notice.getRevision())
                .filter(event -> event.contains(run))
                .toList();
    }

    private List<String> alerts(String member) {
        return hub.kafka.read(Topics.inbox(member)).stream()
                .map(hub.kafka::decode)
                .filter(PartnerAlert.class::isInstance)
                .map(PartnerAlert.class::cast)
                .map(alert -> alert.getSubjectId() + "#" + alert.getRevision())
                .filter(event -> event.contains(run))
                .toList();
    }

    private List<String> referrals() {
        return hub.kafka.read(Topics.NCSC_REFERRALS).stream()
                .map(record -> (Referral) hub.kafka.decode(record))
                .map(referral -> referral.getIncidentId() + "#" + referral.getRevision())
                .filter(event -> event.contains(run))
                .toList();
    }
}
