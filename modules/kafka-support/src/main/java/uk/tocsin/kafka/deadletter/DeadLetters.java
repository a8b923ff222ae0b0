package uk.tocsin.kafka.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import uk.tocsin.contracts.HeaderNames;
import uk.tocsin.contracts.Topics;

/** Makes a dead letter out of a record: its own key, bytes and headers, and beside them who gave it up and why. */
public final class DeadLetters {

    private static final int MAX_CAUSE_CHARS = 1_000;

    private DeadLetters() {}

    /**
     * The dead letter of {@code record}. Send it in the transaction that moves past the record.
     *
     * @param consumer group that gave it up
     * @param cause what was wrong, in one sentence; cut after 1,000 characters
     */
    public static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> record, String consumer, DeadLetterReason reason, String cause) {
        var headers = new RecordHeaders(record.headers());
        put(headers, HeaderNames.DEAD_LETTER_CONSUMER, consumer);
        put(headers, HeaderNames.DEAD_LETTER_REASON, reason.word());
        put(headers, HeaderNames.DEAD_LETTER_CAUSE, cut(cause));
        put(headers, HeaderNames.DEAD_LETTER_TOPIC, record.topic());
        put(headers, HeaderNames.DEAD_LETTER_PARTITION, Integer.toString(record.partition()));
        put(headers, HeaderNames.DEAD_LETTER_OFFSET, Long.toString(record.offset()));
        put(headers, HeaderNames.DEAD_LETTER_TIMESTAMP, Long.toString(record.timestamp()));
        return new ProducerRecord<>(Topics.DEAD_LETTERS, null, record.key(), record.value(), headers);
    }

    private static String cut(String cause) {
        return cause.length() <= MAX_CAUSE_CHARS ? cause : cause.substring(0, MAX_CAUSE_CHARS);
    }

    /** Replaces what a writer may have claimed under the same name. */
    private static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(UTF_8));
    }
}
