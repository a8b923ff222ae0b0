package uk.tocsin.kafka.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.HeaderNames;
import uk.tocsin.contracts.Topics;

class DeadLettersTest {

    private static final byte[] KEY = {(byte) 0xff, 1};
    private static final byte[] VALUE = {0, (byte) 0xfe, 2};

    @Test
    void keepsTheOriginalBytes() {
        var letter = letter("broken");

        assertThat(letter.topic()).isEqualTo(Topics.DEAD_LETTERS);
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
    }

    @Test
    void saysWhereItStoodAndWhoGaveItUp() {
        var letter = letter("broken");

        assertThat(header(letter, HeaderNames.DEAD_LETTER_CONSUMER)).isEqualTo("fanout");
        assertThat(header(letter, HeaderNames.DEAD_LETTER_REASON)).isEqualTo("unreadable");
        assertThat(header(letter, HeaderNames.DEAD_LETTER_CAUSE)).isEqualTo("broken");
        assertThat(header(letter, HeaderNames.DEAD_LETTER_TOPIC)).isEqualTo(Topics.incidents("dover"));
        assertThat(header(letter, HeaderNames.DEAD_LETTER_PARTITION)).isEqualTo("0");
        assertThat(header(letter, HeaderNames.DEAD_LETTER_OFFSET)).isEqualTo("42");
    }

    @Test
    void keepsOtherHeadersAndReplacesForgedOnes() {
        var letter = letter("broken");

        assertThat(header(letter, HeaderNames.CE_ID)).isEqualTo("original");
        assertThat(letter.headers().headers(HeaderNames.DEAD_LETTER_REASON)).hasSize(1);
    }

    @Test
    void cutsALongCause() {
        assertThat(header(letter("x".repeat(5_000)), HeaderNames.DEAD_LETTER_CAUSE))
                .hasSize(1_000);
    }

    private static ProducerRecord<byte[], byte[]> letter(String cause) {
        var record = new ConsumerRecord<>(Topics.incidents("dover"), 0, 42, KEY, VALUE);
        record.headers().add(HeaderNames.CE_ID, "original".getBytes(UTF_8));
        record.headers().add(HeaderNames.DEAD_LETTER_REASON, "forged".getBytes(UTF_8));
        return DeadLetters.of(record, "fanout", DeadLetterReason.UNREADABLE, cause);
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
