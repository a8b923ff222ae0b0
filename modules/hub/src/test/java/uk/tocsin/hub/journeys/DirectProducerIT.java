package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.Topics;
import uk.tocsin.example.DirectProducer;
import uk.tocsin.hub.stack.TestStack;

/** The example of a council that produces straight to its topic does what it says. */
class DirectProducerIT {

    private final Hub hub = Hub.get();

    @Test
    void whatIsWrittenStraightToTheTopicReachesThePartner() throws Exception {
        int before = alerts().size();
        TestStack stack = TestStack.get();

        DirectProducer.main(new String[] {stack.bootstrapServers(), stack.registryUrl(), "dover", "thanet"});

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(alerts()).hasSize(before + 1));
        assertThat(alerts().get(before).getRevision()).isEqualTo(1);
    }

    private List<PartnerAlert> alerts() {
        return hub.kafka.read(Topics.inbox("thanet")).stream()
                .map(hub.kafka::decode)
                .filter(PartnerAlert.class::isInstance)
                .map(PartnerAlert.class::cast)
                .filter(alert -> alert.getSubjectId().startsWith("dover.direct-"))
                .toList();
    }
}
