package uk.tocsin.bench.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.Ids;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.kafka.registry.TrustedContracts;

class ExampleEventsTest {

    static {
        TrustedContracts.trust();
    }

    @Test
    void revisionsOfAnIncidentRiseByOneAndItsIdBelongsToItsPublisher() {
        Map<String, Integer> last = new HashMap<>();
        Set<UUID> ids = new HashSet<>();
        for (int index = 0; index < 200; index++) {
            IncidentEvent event = ExampleEvents.event(3, index, "example-circle-50", 10);
            assertThat(event.getRevision()).isEqualTo(last.getOrDefault(event.getIncidentId(), 0) + 1);
            assertThat(Ids.isSubjectOf(event.getPublisher(), event.getIncidentId()))
                    .isTrue();
            assertThat(ids.add(event.getEventId())).isTrue();
            last.put(event.getIncidentId(), event.getRevision());
        }
        assertThat(last.keySet()).hasSize(200 / 10);
    }

    @Test
    void twoRoundsShareNoIncident() {
        assertThat(ExampleEvents.event(1, 0, "c", 10).getIncidentId())
                .isNotEqualTo(ExampleEvents.event(2, 0, "c", 10).getIncidentId());
    }
}
