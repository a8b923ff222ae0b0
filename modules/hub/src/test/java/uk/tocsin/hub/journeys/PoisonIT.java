package uk.tocsin.hub.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.HeaderNames;
import uk.tocsin.contracts.IncidentEvent;
import uk.tocsin.contracts.PartnerAlert;
import uk.tocsin.contracts.PublicNotice;
import uk.tocsin.contracts.Referral;
import uk.tocsin.contracts.Topics;

/** Promise 6 on a topic: bad input is kept with its bytes and cause, and nothing blocks behind it. */
class PoisonIT {

    /** Each projection gives up for itself, whether or not the others could read it. */
    private static final int CONSUMERS = 3;

    private final Hub hub = Hub.get();
    private final String topic = Topics.incidents("canterbury");
    private final String run = "poison-" + Long.toString(Instant.now().toEpochMilli(), 36);

    @Test
    void whatCannotBeReadIsKeptAsItWasAndTheEventsBehindItArrive() {
        byte[] noise = new byte[64];
        new Random(7).nextBytes(noise);
        expectDeadLetter(noise, "unreadable");
    }

    @Test
    void unknownSchemaIdIsADeadLetter() {
        expectDeadLetter(
                ByteBuffer.allocate(9).put((byte) 0).putInt(987_654).putInt(1).array(), "unreadable");
    }

    @Test
    void recordOfAnotherTypeIsADeadLetter() {
        expectDeadLetter(
                hub.kafka.encode(topic, Events.status("canterbury", run, 1, "kent-councils")), "unexpected-type");
    }

    @Test
    void eventInAnotherCouncilsNameIsADeadLetter() {
        expectDeadLetter(
                hub.kafka.encode(topic, Events.incident("thanet", run + "-name", 1, "kent-councils")),
                "foreign-publisher");
    }

    @Test
    void eventOfAnotherCouncilsIncidentIsADeadLetter() {
        IncidentEvent foreign = IncidentEvent.newBuilder(Events.incident("canterbury", run, 1, "kent-councils"))
                .setIncidentId("thanet." + run)
                .build();
        expectDeadLetter(hub.kafka.encode(topic, foreign), "foreign-subject");
    }

    private void expectDeadLetter(byte[] poison, String reason) {
        String key = run + "-" + reason + "-" + UUID.randomUUID();
        IncidentEvent behind = Events.incident("canterbury", run + "-" + UUID.randomUUID(), 1, "kent-councils");

        hub.kafka.write(topic, key, poison, "example-header");
        hub.kafka.write(topic, behind.getIncidentId(), hub.kafka.encode(topic, behind));
        hub.kafka.flush();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(hub.kafka.read(Topics.inbox("thanet")))
                    .anyMatch(record -> hub.kafka.decode(record) instanceof PartnerAlert alert
                            && alert.getEventId().equals(behind.getEventId()));
            assertThat(hub.kafka.read(Topics.PUBLIC_NOTICES))
                    .anyMatch(record -> hub.kafka.decode(record) instanceof PublicNotice notice
                            && notice.getEventId().equals(behind.getEventId()));
            assertThat(hub.kafka.read(Topics.NCSC_REFERRALS))
                    .anyMatch(record -> hub.kafka.decode(record) instanceof Referral referral
                            && referral.getEventId().equals(behind.getEventId()));
            assertThat(letters(key)).hasSize(CONSUMERS);
        });
        assertThat(letters(key)).allSatisfy(letter -> {
            assertThat(letter.value()).isEqualTo(poison);
            assertThat(header(letter, HeaderNames.DEAD_LETTER_REASON)).isEqualTo(reason);
            assertThat(header(letter, HeaderNames.DEAD_LETTER_TOPIC)).isEqualTo(topic);
            assertThat(header(letter, HeaderNames.DEAD_LETTER_CAUSE)).isNotBlank();
            assertThat(header(letter, "example-header")).isEqualTo("example-header");
        });
        assertThat(letters(key).stream().map(letter -> header(letter, HeaderNames.DEAD_LETTER_CONSUMER)))
                .doesNotHaveDuplicates();
    }

    private List<ConsumerRecord<byte[], byte[]>> letters(String key) {
        return hub.kafka.read(Topics.DEAD_LETTERS).stream()
                .filter(letter -> letter.key() != null && key.equals(new String(letter.key(), UTF_8)))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(requireNonNull(letter.headers().lastHeader(name).value()), UTF_8);
    }
}
