package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;
import uk.tocsin.hub.stack.TestStack;

/**
 * How long an alert takes from the council's POST to a partner's inbox, stream and webhook. It prints what it measures and
 * asserts only that everything arrives, once, and is signed: a slow machine is no failure of the hub.
 */
class LatencyIT {

    private static final int EVENTS = Integer.getInteger("tocsin.latency.events", 1_000);
    private static final int WARM_UP = Integer.getInteger("tocsin.latency.warm-up", 200);
    private static final List<String> PLACES = List.of("inbox", "stream", "webhook");

    private final Hub hub = Hub.get();
    private final Caller canterbury = hub.publisher("canterbury");
    private final Caller thanet = hub.as("thanet", Role.PARTNER);
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Long> posted = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Long>> arrived = new ConcurrentHashMap<>();
    private final List<String> hooked = Collections.synchronizedList(new ArrayList<>());

    @Test
    @SuppressWarnings("try") // What is opened here is closed at the end, and not spoken to before.
    void everyEventReachesInboxStreamAndWebhook() throws Exception {
        try (InboxReader inbox = new InboxReader();
                InboxStreamReader stream = new InboxStreamReader(
                        thanet,
                        data -> note(
                                "stream", json.readTree(data).path("eventId").asString()));
                WebhookReceiver webhook = new WebhookReceiver(thanet, (id, body) -> {
                    hooked.add(id);
                    note("webhook", id);
                })) {
            await().atMost(Duration.ofSeconds(90)).until(this::everybodyListens);
            posted.clear();
            arrived.clear();
            hooked.clear();

            publish("canterbury.latency-" + UUID.randomUUID(), EVENTS);

            await().atMost(Duration.ofSeconds(90)).until(this::allHaveArrived);
            assertThat(hooked).doesNotHaveDuplicates();
            print();
        }
    }

    /** Warms everything up, too. A webhook begins a moment after its subscription. */
    private boolean everybodyListens() {
        posted.clear();
        publish("canterbury.warm-" + UUID.randomUUID(), WARM_UP);
        await().atMost(Duration.ofSeconds(20)).until(() -> at("inbox").containsAll(posted.keySet()));
        return allHaveArrived();
    }

    private boolean allHaveArrived() {
        return PLACES.stream().allMatch(place -> at(place).containsAll(posted.keySet()));
    }

    private java.util.Set<String> at(String place) {
        return arrived.getOrDefault(place, Map.of()).keySet();
    }

    private void publish(String incident, int events) {
        for (int i = 0; i < events; i++) {
            UUID id = UUID.randomUUID();
            String body = Events.json(id, incident, i == 0 ? "declared" : "updated", "");
            posted.put(id.toString(), System.nanoTime());
            Caller.Answer answer = canterbury.post("/v1/incidents", body);
            note("answer to the POST", id.toString());
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        }
    }

    private void note(String place, String event) {
        arrived.computeIfAbsent(place, key -> new ConcurrentHashMap<>()).putIfAbsent(event, System.nanoTime());
    }

    private void print() {
        arrived.keySet().stream().sorted().forEach(this::print);
    }

    private void print(String place) {
        Map<String, Long> times = arrived.getOrDefault(place, Map.of());
        List<Double> millis = posted.entrySet().stream()
                .map(event -> (times.getOrDefault(event.getKey(), Long.MAX_VALUE) - event.getValue()) / 1e6)
                .sorted()
                .toList();
        int count = millis.size();
        System.out.printf(
                "latency, %d events, POST to %s: p50 %.1f ms, p99 %.1f ms, worst %.1f ms%n",
                count, place, millis.get(count / 2), millis.get(count * 99 / 100), millis.get(count - 1));
    }

    /** Reads the inbox with a plain Kafka client, committed records only. */
    private final class InboxReader implements AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestStack.get().bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        private final Thread thread = new Thread(this::read, "inbox-reader");

        private InboxReader() {
            TopicPartition inbox = new TopicPartition(Topics.inbox("thanet"), 0);
            consumer.assign(List.of(inbox));
            consumer.seekToEnd(List.of(inbox));
            consumer.position(inbox);
            thread.start();
        }

        private void read() {
            try (consumer) {
                while (true) {
                    consumer.poll(Duration.ofMillis(500)).forEach(record -> {
                        if (hub.kafka.decode(record) instanceof PartnerAlert alert) {
                            note("inbox", alert.getEventId().toString());
                        }
                    });
                }
            } catch (WakeupException e) {
                // Closed: the test is over.
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            consumer.wakeup();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
