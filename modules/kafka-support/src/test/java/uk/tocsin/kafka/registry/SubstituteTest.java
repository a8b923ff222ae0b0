package uk.tocsin.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.tocsin.contracts.probe.ProbeNotice;
import uk.tocsin.contracts.probe.ProbeState;

class SubstituteTest {

    private static final ProbeNotice NOTICE = ProbeNotice.of("n", Instant.EPOCH, ProbeState.OPEN, null, List.of());

    static final List<KafkaException> REGISTRYS_FAULT = List.of(
            wrapped(new ConnectException("refused")),
            wrapped(new SocketTimeoutException()),
            wrapped(new UnknownHostException("nowhere")),
            wrapped(new SSLHandshakeException("untrusted")),
            wrapped(new HttpTimeoutException("slow")),
            wrapped(new StandIn.RestClientException(50001)),
            wrapped(new StandIn.RestClientException(40101)),
            new TimeoutException("slow"),
            new InvalidConfigurationException("401"));

    static final List<SerializationException> RECORDS_FAULT = List.of(
            new SerializationException("Unknown magic byte!"),
            wrapped(new EOFException()),
            wrapped(new ArrayIndexOutOfBoundsException()),
            wrapped(new StandIn.RestClientException(40403)));

    private static SerializationException wrapped(Exception cause) {
        return new SerializationException("Error", new RuntimeException(cause));
    }

    private static Map<String, Object> settings(Map<String, ?> more) {
        var settings = new HashMap<String, Object>(Map.of(
                "schema.registry.url", "http://127.0.0.1:1",
                "tocsin.serializer.class", StandIn.class.getName(),
                "tocsin.deserializer.class", StandIn.class.getName(),
                "tocsin.contract.classes", ProbeNotice.class.getName(),
                "tocsin.record.max.bytes", 4));
        settings.putAll(more);
        return settings;
    }

    private static ContractSerializer serializer() {
        var serializer = new ContractSerializer();
        serializer.configure(settings(Map.of()), false);
        return serializer;
    }

    private static ContractDeserializer deserializer() {
        var deserializer = new ContractDeserializer();
        deserializer.configure(settings(Map.of()), false);
        return deserializer;
    }

    @BeforeEach
    void forget() {
        StandIn.SCRIPT.remove();
    }

    @Test
    void writesAndReadsInThePlaceOfOurs() {
        StandIn.SCRIPT.get().returns(new byte[] {1, 2, 3});
        assertThat(serializer().serialize("t", NOTICE)).containsExactly(1, 2, 3);

        StandIn.SCRIPT.get().returns(NOTICE);
        assertThat(deserializer().deserialize("t", new byte[4])).isSameAs(NOTICE);
    }

    @Test
    void isHeldToOurSubjectsAndToOneTextPerSchema() {
        serializer();
        deserializer();

        assertThat(StandIn.SCRIPT.get().configs())
                .hasSize(2)
                .allSatisfy(configs -> assertThat(new HashMap<String, Object>(configs))
                        .containsEntry("schema.registry.url", "http://127.0.0.1:1")
                        .containsEntry(
                                "value.subject.name.strategy",
                                "io.confluent.kafka.serializers.subject.RecordNameStrategy")
                        .containsEntry("avro.remove.java.properties", true)
                        .containsEntry("specific.avro.reader", true));
    }

    @Test
    void nothingStaysNothing() {
        StandIn.SCRIPT.get().fails(new IllegalStateException("must not be asked"));

        assertThat(serializer().serialize("t", null)).isNull();
        assertThat(deserializer().deserialize("t", (byte[]) null)).isNull();
    }

    @Test
    void isHeldToTheLimit() {
        StandIn.SCRIPT.get().returns(new byte[5]);
        assertThatThrownBy(() -> serializer().serialize("t", NOTICE))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("5 bytes (expected: at most 4)");

        StandIn.SCRIPT.get().returns(NOTICE);
        assertThatThrownBy(() -> deserializer().deserialize("t", new byte[5]))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("5 bytes (expected: at most 4)");
    }

    @Test
    void whatIsNoContractIsRefused() {
        StandIn.SCRIPT.get().returns("a text");
        assertThatThrownBy(() -> deserializer().deserialize("t", new byte[4]))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("it became java.lang.String, which is none of the contracts");

        StandIn.SCRIPT.get().returns(null);
        assertThatThrownBy(() -> deserializer().deserialize("t", new byte[4]))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("it became nothing");
    }

    @ParameterizedTest
    @FieldSource("REGISTRYS_FAULT")
    void anOutageIsNotTheRecordsFault(KafkaException failure) {
        StandIn.SCRIPT.get().fails(failure);

        assertThatThrownBy(() -> deserializer().deserialize("t", new byte[4]))
                .isInstanceOf(RegistryException.class)
                .hasCause(failure);
        assertThatThrownBy(() -> serializer().serialize("t", NOTICE)).isInstanceOf(RegistryException.class);
    }

    @ParameterizedTest
    @FieldSource("RECORDS_FAULT")
    void aBrokenRecordIs(SerializationException failure) {
        StandIn.SCRIPT.get().fails(failure);

        assertThatThrownBy(() -> deserializer().deserialize("t", new byte[4]))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Record on t cannot be read: " + failure.getMessage());
        assertThatThrownBy(() -> serializer().serialize("t", NOTICE)).isSameAs(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.confluent.kafka.serializers.NotThere", "java.lang.Object"})
    void aClassThatIsNotThereIsToldAtTheStart(String name) {
        var missing = settings(Map.of("tocsin.serializer.class", name, "tocsin.deserializer.class", name));

        assertThatThrownBy(() -> new ContractSerializer().configure(missing, false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tocsin.serializer.class");
        assertThatThrownBy(() -> new ContractDeserializer().configure(missing, false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tocsin.deserializer.class");
    }
}
