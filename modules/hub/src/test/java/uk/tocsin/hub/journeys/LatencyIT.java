package uk.tocsin.hub.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.Role;
import uk.tocsin.contracts.Topics;
import uk.tocsin.hub.stack.TestStack;

/**
 * How long an alert takes from the council's POST to a partner's inbox, stream and webhook. It prints what it measures and
 * asserts only that everything arrives, once and in order, and is signed: a slow machine is no failure of the hub.
 */
class LatencyIT {

    private static final int EVENTS = Integer.getInteger("tocsin.latency.events", 300);
    private static final int WARM_UP = 100;

    private final Hub hub = Hub.get();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Long> posted = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Long>> arrived = new ConcurrentHashMap<>();
    private final List<String> hooked = java.util.Collections.synchronizedList(new ArrayList<>());
    private String secret = "";

    @Test
    void everyEventReachesInboxStreamAndWebhook() throws Exception {
        HttpServer receiver = receiver();
        List<Thread> readers = List.of(reader(this::readInbox), reader(this::readStream));
        try {
            await().atMost(Duration.ofSeconds(60)).until(this::everybodyListens);
            arrived.clear();
            posted.clear();
            hooked.clear();

            String incident = "canterbury.latency-" + UUID.randomUUID();
            for (int i = 0; i < EVENTS; i++) {
                post(incident, i == 0 ? "declared" : "updated");
            }

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(arrived.values())
                            .hasSize(3)
                            .allSatisfy(events -> assertThat(events.keySet()).containsAll(posted.keySet())));
            assertThat(hooked).doesNotHaveDuplicates();
            print();
        } finally {
            readers.forEach(Thread::interrupt);
            hub.as("thanet", Role.PARTNER).send("DELETE", "/v1/subscription", "");
            receiver.stop(0);
        }
    }

    private boolean everybodyListens() {
        String incident = "canterbury.warm-" + UUID.randomUUID();
        for (int i = 0; i < WARM_UP; i++) {
            post(incident, i == 0 ? "declared" : "updated");
        }
        return arrived.size() == 3;
    }

    private void post(String incident, String kind) {
        UUID id = UUID.randomUUID();
        posted.put(id.toString(), System.nanoTime());
        Caller.Answer answer = hub.publisher("canterbury").post("/v1/incidents", Events.json(id, incident, kind, ""));
        note("answer to the POST", id.toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private void note(String where, String event) {
        if (!where.startsWith("answer")) {
            arrived.computeIfAbsent(where, key -> new ConcurrentHashMap<>()).putIfAbsent(event, System.nanoTime());
        } else {
            answered.put(event, System.nanoTime());
        }
    }

    private final Map<String, Long> answered = new ConcurrentHashMap<>();

    private void print() {
        print("answer to the POST", answered);
        arrived.forEach(this::print);
    }

    private void print(String where, Map<String, Long> times) {
        List<Long> micros = posted.keySet().stream()
                .map(event -> (times.getOrDefault(event, 0L) - posted.getOrDefault(event, 0L)) / 1_000)
                .sorted()
                .toList();
        System.out.printf(
                "latency, %d events, POST to %s: p50 %.1f ms, p99 %.1f ms, worst %.1f ms%n",
                micros.size(),
                where,
                micros.get(micros.size() / 2) / 1_000.0,
                micros.get(micros.size() * 99 / 100) / 1_000.0,
                micros.get(micros.size() - 1) / 1_000.0);
    }

    private static Thread reader(Runnable work) {
        Thread thread = new Thread(work, "latency-reader");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void readInbox() {
        TestStack stack = TestStack.get();
        TopicPartition inbox = new TopicPartition(Topics.inbox("thanet"), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(inbox));
            consumer.seekToEnd(List.of(inbox));
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> {
                    if (hub.kafka.decode(record) instanceof PartnerAlert alert) {
                        note("inbox", alert.getEventId().toString());
                    }
                });
            }
        } catch (org.apache.kafka.common.errors.InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readStream() {
        HttpRequest request = HttpRequest.newBuilder(hub.address.resolve("/v1/inbox/stream"))
                .header(
                        "Authorization",
                        "Bearer " + hub.as("thanet", Role.PARTNER).token())
                .build();
        try {
            InputStream stream = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofInputStream())
                    .body();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data:")) {
                        note(
                                "stream",
                                json.readTree(line.substring(5)).path("eventId").asString());
                    }
                }
            }
        } catch (IOException e) {
            // The stream ends with the hub or this test.
            Thread.currentThread().interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpServer receiver() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/hook", this::receive);
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
        Caller.Answer answer =
                hub.as("thanet", Role.PARTNER).put("/v1/subscription", "{\"endpoint\":\"" + endpoint + "\"}");
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        secret = answer.json().path("secret").asString();
        return server;
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = 204;
        try {
            java.util.HashMap<String, List<String>> headers = new java.util.HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values));
            new Webhook(secret).verify(body, java.net.http.HttpHeaders.of(headers, (name, value) -> true));
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            hooked.add(id);
            note("webhook", id);
        } catch (com.standardwebhooks.exceptions.WebhookVerificationException
                | com.standardwebhooks.exceptions.EmptyWebhookSecretException e) {
            status = 400;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
