package uk.tocsin.ncscliaison;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import uk.tocsin.contracts.ReferralResponse;
import uk.tocsin.contracts.Topics;
import uk.tocsin.kafka.deadletter.DeadLetterReason;
import uk.tocsin.kafka.deadletter.DeadLetters;
import uk.tocsin.kafka.topics.RecordFactory;

/** Writes what the desk must have safe on a topic before it lets go of a referral. */
final class DeskWriter {

    private final KafkaTemplate<String, byte[]> template;
    private final RecordFactory records;
    private final Duration timeout;

    DeskWriter(KafkaTemplate<String, byte[]> template, RecordFactory records, Duration timeout) {
        this.template = template;
        this.records = records;
        this.timeout = timeout;
    }

    /**
     * Writes a response and waits until every replica in sync has it.
     *
     * @throws KafkaException when that is not certain in time
     */
    void respond(ReferralResponse response) {
        await(template.send(records.record(Topics.NCSC_RESPONSES, response.getIncidentId(), response, List.of())));
    }

    /**
     * Keeps a referral that is given up, with its bytes and headers.
     *
     * @throws KafkaException when it is not certain in time that it is kept
     */
    void giveUp(ConsumerRecord<byte[], byte[]> message, DeadLetterReason reason, String cause) {
        ProducerRecord<byte @Nullable [], byte @Nullable []> letter =
                DeadLetters.of(message, ReferralDesk.GROUP, reason, cause);
        byte[] key = letter.key();
        await(template.send(new ProducerRecord<String, byte[]>(
                letter.topic(), null, key == null ? null : new String(key, UTF_8), letter.value(), letter.headers())));
    }

    private void await(Future<?> sent) {
        try {
            sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("not written in " + timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing", e);
        }
    }
}
