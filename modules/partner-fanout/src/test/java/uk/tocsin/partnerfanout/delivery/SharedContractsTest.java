package uk.tocsin.partnerfanout.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import uk.tocsin.partnerfanout.Examples;

class SharedContractsTest {

    private final List<String> decoded = new ArrayList<>();
    private final SharedContracts contracts = new SharedContracts((topic, bytes) -> decode(new String(bytes, UTF_8)));

    private SpecificRecord decode(String text) {
        decoded.add(text);
        if (text.equals("poison")) {
            throw new SerializationException("no contract");
        }
        return Examples.response(1);
    }

    /** Every member's alert was decoded for itself, and written as JSON for itself: a circle of 20 took 20 times as long. */
    @Test
    void sameBytesInManyInboxesAreDecodedOnce() {
        var first = read("dover", "alert");

        assertThat(read("thanet", "alert")).isSameAs(first);
        assertThat(decoded).containsExactly("alert");
    }

    /** Who is cleared for more is told more, by bytes of its own. */
    @Test
    void otherBytesAreAnotherAlert() {
        var first = read("dover", "alert");

        assertThat(read("thanet", "alerT")).isNotSameAs(first);
        assertThat(decoded).containsExactly("alert", "alerT");
    }

    @Test
    void whatCannotBeReadIsRefusedEachTime() {
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> read("dover", "poison")).isInstanceOf(SerializationException.class);
        }
        assertThat(contracts.deserialize("dover", null)).isNull();
    }

    private SpecificRecord read(String topic, String text) {
        return Objects.requireNonNull(contracts.deserialize(topic, text.getBytes(UTF_8)));
    }
}
