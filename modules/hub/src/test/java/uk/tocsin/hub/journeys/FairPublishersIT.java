package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.Audience;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PartnerSection;
import uk.tocsin.contracts.Topics;

/**
 * One council publishes as much as it can; what another says meanwhile must not wait for all of it. It once did: Kafka's own
 * fetches are so large that they held all of a flood of small events.
 */
class FairPublishersIT {

    private static final int FLOOD = 6_000;

    /** How much of a flood may go before: what one fetch brings, half a megabyte of small events. */
    private static final int MOST_BEFORE = 3_000;

    private final Hub hub = Hub.get();
    private final String run = Long.toString(System.nanoTime(), 36);
    private final String flooding = "example-flooding-" + run;
    private final String quiet = "example-quiet-" + run;
    private final String reader = "example-reader-" + run;

    @Test
    void floodOfOneCouncilDoesNotHoldUpWhatAnotherPublishes() {
        hub.member(flooding, "council", "publisher");
        hub.member(quiet, "council", "publisher");
        hub.member(reader, "council", "partner");
        List<ProducerRecord<byte[], byte[]>> first = List.of(record(flooding, "first", 1), record(quiet, "first", 1));
        hub.kafka.writeAtOnce(first);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> hub.kafka.alerts(reader).size() == 2);

        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int number = 0; number < FLOOD; number++) {
            records.add(record(flooding, "flood-" + number, 1));
        }
        records.add(record(quiet, "one", 1));
        hub.kafka.writeAtOnce(records);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> hub.kafka.alerts(reader).size() == FLOOD + 3);
        int before = hub.kafka.alerts(reader).indexOf(quiet + ".one#1");
        assertThat(before).as("events of the flood before it").isBetween(0, MOST_BEFORE);
    }

    private ProducerRecord<byte[], byte[]> record(String publisher, String name, int revision) {
        IncidentEvent whole = Events.incident(publisher, name, revision, "all");
        var event = IncidentEvent.newBuilder(whole)
                .setPublicSection(null)
                .setLiaisonSection(null)
                .setPartnerSection(PartnerSection.newBuilder(whole.getPartnerSection())
                        .setAudience(new Audience(List.of(), List.of(reader)))
                        .build())
                .build();
        return hub.kafka.record(Topics.incidents(publisher), event.getIncidentId(), event);
    }
}
