package uk.tocsin.partnerfanout.recipients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import uk.tocsin.contracts.HeaderNames;
import uk.tocsin.kafka.deadletter.DeadLetterReason;
import uk.tocsin.kafka.deadletter.DeadLetters;

class GivenUpTest {

    private static final String GROUP = "tocsin-webhook-example";
    private static final String INBOX = "tocsin.partner.example.inbox";

    @Test
    void deadLetterIsThatOfWhatStandsAtThePlaceInTheInboxAndWasGivenUpByTheGroup() {
        var letter = GivenUp.Letter.of(letter(INBOX, 7, GROUP));

        assertThat(letter).isEqualTo(sent(GROUP, INBOX, 7));
        assertThat(letter).isNotEqualTo(sent(GROUP, INBOX, 8));
        assertThat(letter).isNotEqualTo(sent(GROUP, "tocsin.partner.other.inbox", 7));
        assertThat(letter).isNotEqualTo(sent("tocsin-webhook-other", INBOX, 7));
    }

    @Test
    void recordThatDoesNotSayWhatItIsIsNoneOfThem() {
        var bare = new ConsumerRecord<>("tocsin.dead-letters", 0, 0, new byte[0], new byte[0]);
        assertThat(GivenUp.Letter.of(bare)).isEqualTo(new GivenUp.Letter("", "", -1));

        bare.headers().add(HeaderNames.DEAD_LETTER_OFFSET, "seven".getBytes(UTF_8));
        assertThat(GivenUp.Letter.of(bare).place()).isEqualTo(-1);
    }

    private static GivenUp.Letter sent(String group, String inbox, long place) {
        return GivenUp.Letter.of(new GivenUp.Sent(group, new TopicPartition(inbox, 0), place));
    }

    private static ConsumerRecord<byte[], byte[]> letter(String topic, long offset, String group) {
        var written = DeadLetters.of(
                new ConsumerRecord<>(topic, 0, offset, new byte[0], new byte[0]),
                group,
                DeadLetterReason.UNDELIVERABLE,
                "example");
        var read = new ConsumerRecord<>(written.topic(), 0, 3, written.key(), written.value());
        written.headers().forEach(header -> read.headers().add(header));
        return read;
    }
}
