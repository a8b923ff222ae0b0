package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds a reader's events, written {@code subject#revision}, against promise 3. */
final class InOrder {

    private InOrder() {}

    static void assertInOrder(List<String> events) {
        Map<String, Integer> last = new HashMap<>();
        for (String event : events) {
            String subject = event.substring(0, event.indexOf('#'));
            int revision = Integer.parseInt(event.substring(event.indexOf('#') + 1));
            assertThat(revision).as(event).isGreaterThan(last.getOrDefault(subject, 0));
            last.put(subject, revision);
        }
    }
}
